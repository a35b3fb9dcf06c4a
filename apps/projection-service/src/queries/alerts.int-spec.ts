import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { AlertsQuery } from '@budget/contracts';
import { parseInstant } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { readModelSubscriber } from '../projections/read-model.projection';
import { openReadModel } from '../read-model/read-model.data-source';
import { AlertFacts } from '../testing/alert-facts.fixture';
import { AlertsQueryHandler } from './alerts.query';
import { readingMoment } from './reading-moment';

const database = useTestDatabase();
const NOW = parseInstant('2025-07-31T09:00:00+08:00');
let readModel: DataSource;

const [open, acknowledged, paidUp, lifted] = ['P1', 'P2', 'P3', 'P4'].map((code, index) => new AlertFacts(code, BigInt(index) * 100n)) as [
  AlertFacts,
  AlertFacts,
  AlertFacts,
  AlertFacts,
];

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 2);
  for (const [facts, unit] of [
    [open, 'U1'],
    [acknowledged, 'U1'],
    [paidUp, 'U1'],
    [lifted, 'U2'],
  ] as const) {
    await facts.importInto(unit, '2025-01-02T09:00:00+08:00');
    await facts.assess({ actual: '13000.00', asOf: '2025-07-01', unitCode: unit }, '2025-07-01T09:00:00+08:00');
  }
  await open.assess({ actual: '0.00', asOf: '2025-07-02' }, '2025-07-02T09:00:00+08:00');
  await acknowledged.acknowledge('2025-07-02T09:00:00+08:00');
  await paidUp.assess({ actual: '20000.00', asOf: '2025-07-03' }, '2025-07-03T09:00:00+08:00');
  await lifted.assess({ actual: null, asOf: '2025-07-03', unitCode: 'U2' }, '2025-07-03T09:00:00+08:00');
  for (const facts of [open, acknowledged, paidUp, lifted]) await readModelSubscriber().handle(await facts.recorded(), database.pool);
});
afterAll(() => readModel.destroy());

const handler = (): AlertsQueryHandler => new AlertsQueryHandler(readModel);
const list = (query: Partial<AlertsQuery>, scope: 'all' | string[] = 'all', asOf?: string) =>
  handler().list({ limit: 50, counts: 'none', ...query }, { moment: readingMoment({ asOf }, NOW), fiscalYear: 2025, scope });
const historyOf = async ({ alertId }: AlertFacts) =>
  (await handler().find(alertId, { moment: readingMoment({}, NOW), scope: 'all' }, undefined))?.history ?? [];

describe('the list of alerts', () => {
  it('holds the unresolved ones, acknowledged or not, when asked for them', async () => {
    const { items } = await list({ status: 'unresolved' });
    expect(items.map(({ project, status }) => [project.projectCode, status])).toEqual([
      ['P2', 'acknowledged'],
      ['P1', 'open'],
    ]);
  });

  it('counts by status what the other conditions leave, whichever page and status is shown', async () => {
    const shown = await list({ status: 'resolved', counts: 'by-status', limit: 1 });
    expect([shown.items.length, shown]).toMatchObject([1, { counts: { open: 1, acknowledged: 1, resolved: 2 } }]);
    expect(await list({ counts: 'by-status', severity: 'red' })).toMatchObject({ counts: { open: 1, acknowledged: 0, resolved: 0 } });
    expect(await list({ counts: 'by-status' }, ['U2'])).toMatchObject({ counts: { open: 0, acknowledged: 0, resolved: 1 } });
    expect(await list({ counts: 'by-status' }, 'all', '2025-07-01')).toMatchObject({ counts: { open: 4, acknowledged: 0, resolved: 0 } });
  });

  it('counts nothing unless it is asked to', async () => {
    expect(Object.keys(await list({}))).toEqual(['items', 'nextCursor']);
  });

  it('carries the figures behind each sentence', async () => {
    const { items } = await list({ status: 'open' });
    expect(items.map(({ inputs }) => inputs)).toMatchObject([{ asOf: '2025-07-02', actualAmount: '0.00', plannedAmount: '20000.00' }]);
  });
});

describe('the history of an alert', () => {
  it('carries the figures that each step told, those of the resolution too, and none for the words of a person', async () => {
    expect((await historyOf(open)).map(({ type, told }) => [type, told?.severity, told?.inputs.actualAmount])).toEqual([
      ['AlertRaised', 'yellow', '13000.00'],
      ['AlertReassessed', 'red', '0.00'],
    ]);
    expect((await historyOf(acknowledged)).at(-1)).toMatchObject({ type: 'AlertAcknowledged', note: '已知', told: null });
    expect((await historyOf(paidUp)).at(-1)).toMatchObject({
      type: 'AlertResolved',
      told: { milestone: '2025-06-30', inputs: { asOf: '2025-07-03', actualAmount: '20000.00' } },
    });
  });

  it('carries none where nothing is due any more', async () => {
    expect((await historyOf(lifted)).at(-1)).toMatchObject({ type: 'AlertResolved', told: null });
  });
});
