import { PreparingClient } from '@budget/adapters/read-store-postgres';
import { DataSource } from 'typeorm';
import { AlertDays1750000000002 } from './alert-days.migration';
import { AlertStep } from './alert-step.entity';
import { KnownFigures1750000000001 } from './known-figures.migration';
import { LedgerEntry } from './ledger-entry.entity';
import { MilestoneCheck } from './milestone-check.entity';
import { OpenAlerts1750000000004 } from './open-alerts.migration';
import { ReadModel1750000000000 } from './read-model.migration';
import { VoucherIndex1750000000003 } from './voucher-index.migration';

const MIGRATION_LOCK = 7_203_001;

/** Opens the read model's database and brings its tables up to date; several services may start at the same moment. */
export async function openReadModel(connectionString: string, poolSize: number): Promise<DataSource> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: connectionString,
    poolSize,
    entities: [LedgerEntry, MilestoneCheck, AlertStep],
    migrations: [
      ReadModel1750000000000,
      KnownFigures1750000000001,
      AlertDays1750000000002,
      VoucherIndex1750000000003,
      OpenAlerts1750000000004,
    ],
    migrationsTableName: 'read_model_migration',
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
