import { PreparingClient } from '@budget/adapters/read-store-postgres';
import type { Transaction } from '@budget/ports';
import { DataSource } from 'typeorm';
import { AlertDays1750000000002 } from './alert-days.migration';
import { AlertStep } from './alert-step.entity';
import { BudgetChanges1750000000005 } from './budget-changes.migration';
import { KnownFigures1750000000001 } from './known-figures.migration';
import { LedgerEntry } from './ledger-entry.entity';
import { MilestoneCheck } from './milestone-check.entity';
import { OpenAlerts1750000000004 } from './open-alerts.migration';
import { ReadModel1750000000000 } from './read-model.migration';
import { VoucherIndex1750000000003 } from './voucher-index.migration';

const MIGRATION_LOCK = 7_203_001;
const MIGRATIONS = [
  ReadModel1750000000000,
  KnownFigures1750000000001,
  AlertDays1750000000002,
  VoucherIndex1750000000003,
  OpenAlerts1750000000004,
  BudgetChanges1750000000005,
];
const MIGRATIONS_TABLE = 'read_model_migration';

/** The tables as all migrations make them, empty. Statements name each with the schema read_model. */
export async function createReadModel(database: Transaction): Promise<void> {
  for (const Migration of MIGRATIONS) await new Migration().up(database);
}

/** Whether a later version of this software has been here: its tables are not ours to make. */
export async function isReadModelNewer(dataSource: DataSource): Promise<boolean> {
  const known = MIGRATIONS.map((Migration) => new Migration().name);
  const rows = await dataSource.query<unknown[]>(`SELECT FROM ${MIGRATIONS_TABLE} WHERE name <> ALL ($1::text[])`, [known]);
  return rows.length > 0;
}

/** Opens the read model's database and brings its tables up to date; several services may start at the same moment. */
export async function openReadModel(connectionString: string, poolSize: number): Promise<DataSource> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: connectionString,
    poolSize,
    entities: [LedgerEntry, MilestoneCheck, AlertStep],
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATIONS_TABLE,
    logging: false,
    extra: { Client: PreparingClient },
  }).initialize();

  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SELECT pg_advisory_lock($1)`, [MIGRATION_LOCK]);
    await dataSource.runMigrations({ transaction: 'each' });
  } finally {
    await runner.query(`SELECT pg_advisory_unlock($1)`, [MIGRATION_LOCK]);
    await runner.release();
  }
  return dataSource;
}

export const READ_MODEL = Symbol('ReadModel');
