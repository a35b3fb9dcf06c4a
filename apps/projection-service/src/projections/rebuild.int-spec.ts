import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { PostgresSubscriptions } from '@budget/adapters/read-store-postgres';
import { localDateAt, Money, parseInstant, type AmountText, type Instant } from '@budget/kernel';
import type { Clock, Subscription } from '@budget/ports';
import { HandClock } from '@budget/testing';
import type { DataSource } from 'typeorm';
import { projectAt } from '../queries/project-standing.sql';
import type { ProjectAtRow } from '../queries/project-rows';
import { readingMoment } from '../queries/reading-moment';
import { SqlValues } from '../queries/sql-values';
import { AlertDays1750000000002 } from '../read-model/alert-days.migration';
import { KnownFigures1750000000001 } from '../read-model/known-figures.migration';
import { openReadModel } from '../read-model/read-model.data-source';
import { everyRowOf, type EveryRow } from '../testing/every-row';
import { recordYearOfFacts } from '../testing/year-of-facts.fixture';
import { readModelSubscriber } from './read-model.projection';

const database = useTestDatabase();
const clock = new HandClock();
/** Every fact is recorded an hour after the one before it. */
const hourly: Clock = {
  now: () => {
    clock.advance(3_600_000);
    return clock.now();
  },
};
const PROJECTS = 12;
const PATIENCE_MS = 30_000;

let store: PostgresEventStore;
let readModel: DataSource;
let subscription: Subscription;

const follow = async (): Promise<void> => {
  readModel = await openReadModel(database.connectionString, 2);
  const subscriptions = new PostgresSubscriptions({ store, pool: database.pool, clock, log: () => undefined });
  subscription = await subscriptions.start(readModelSubscriber());
};
const stop = async (): Promise<void> => {
  await subscription.close();
  await readModel.destroy();
};

const everyRow = (): Promise<EveryRow> => everyRowOf(database.pool);

beforeAll(async () => {
  store = await PostgresEventStore.open({ pool: database.pool, clock: hourly });
  await follow();
});
afterAll(async () => {
  await stop();
  await store.close();
});

describe('the read model, thrown away and built again from the events alone', () => {
  it('has the same rows, whether it heard the facts one by one as they came or all at once', async () => {
    const head = await recordYearOfFacts(store, PROJECTS);
    expect(await subscription.reached(head, PATIENCE_MS)).toBe(true);
    const live = await everyRow();
    for (const table of [
      'project',
      'target_version',
      'plan_step',
      'project_day',
      'ledger_entry',
      'milestone_check',
      'alert',
      'alert_step',
    ]) {
      expect([table, (live[table] ?? []).length >= PROJECTS]).toEqual([table, true]);
    }

    await stop();
    await database.pool.query('DROP SCHEMA read_model CASCADE; DELETE FROM read_model_migration; DELETE FROM read_store.checkpoint');
    await follow();
    expect(await subscription.reached(head, PATIENCE_MS)).toBe(true);
    expect(await everyRow()).toEqual(live);
  });

  it('has the same rows when a database of the release before it is brought up to date', async () => {
    const now = await everyRow();
    const runner = readModel.createQueryRunner();
    const known = new KnownFigures1750000000001();
    const days = new AlertDays1750000000002();
    await days.down(runner);
    await known.down(runner);
    await known.up(runner);
    await days.up(runner);
    await runner.release();
    expect(await everyRow()).toEqual(now);
  });
});

describe('the money of every project', () => {
  type Figures = { readonly code: string; readonly paid: string; readonly refunded: string; readonly recorded: string | null };

  /** The yardstick: every line of the ledger that was known and counts, added up one by one. */
  function added(lines: readonly Line[], code: string, knownAt: Instant, asOf: string): Figures {
    const known = lines.filter((line) => line.project_code === code && line.recorded_at.toISOString() <= knownAt);
    const counting = known.filter(({ effective_on }) => effective_on <= asOf);
    const sum = (counts: (line: Line) => boolean): Money => Money.sum(counting.filter(counts).map(({ amount }) => Money.parse(amount)));
    const takesBackARefund = ({ kind, amount }: Line) => kind === 'reversal' && amount.startsWith('-');
    const payments = known.filter(({ kind }) => kind === 'payment').map(({ recorded_at }) => recorded_at.toISOString());
    return {
      code,
      paid: sum(({ kind }) => kind === 'payment')
        .minus(sum((line) => line.kind === 'reversal' && !takesBackARefund(line)))
        .toText(),
      refunded: sum((line) => line.kind === 'refund' || takesBackARefund(line)).toText(),
      recorded: payments.sort().at(-1) ?? null,
    };
  }
  type Line = {
    readonly project_code: string;
    readonly kind: string;
    readonly amount: AmountText;
    readonly effective_on: string;
    readonly recorded_at: Date;
  };

  it('is at each moment of knowledge, up to each of several days, what the ledger adds up to', async () => {
    const { rows: lines } = await database.pool.query<Line>(
      `SELECT project_code, kind, amount, effective_on::text AS effective_on, recorded_at FROM read_model.ledger_entry`,
    );
    const codes = [...new Set(lines.map(({ project_code }) => project_code))].sort();
    const moments = [...new Set(lines.map(({ recorded_at }) => parseInstant(recorded_at.toISOString())))].sort();
    const chosen = moments.filter((_, index) => index % Math.ceil(moments.length / 25) === 0);
    let compared = 0;
    for (const knownAt of chosen)
      for (const asOf of ['2025-03-31', localDateAt(knownAt), '2026-06-01']) {
        const values = new SqlValues();
        const moment = readingMoment({ asOf, knownAt }, parseInstant('2026-06-01T09:00:00+08:00'));
        const { rows } = await database.pool.query<ProjectAtRow>(
          `${projectAt(values, { fiscalYear: 2025, scope: 'all' }, moment)} ORDER BY p.project_code`,
          values.list,
        );
        const shown = rows.map((row): Figures => ({
          code: row.project_code,
          paid: row.paid,
          refunded: row.refunded,
          recorded: row.last_payment_recorded_at?.toISOString() ?? null,
        }));
        expect(shown).toEqual(rows.map(({ project_code }) => added(lines, project_code, knownAt, asOf)));
        compared += shown.length;
      }
    expect(compared).toBeGreaterThan(codes.length * 20);
  });
});
