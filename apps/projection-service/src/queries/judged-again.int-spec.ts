import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { milestoneCheckStream } from '@budget/domain/milestones';
import { parseInstant, parseLocalDate, type JsonObject, type LocalDate } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { readModelSubscriber } from '../projections/read-model.projection';
import { openReadModel } from '../read-model/read-model.data-source';
import { AlertFacts } from '../testing/alert-facts.fixture';
import { AuditTrailQueryHandler } from './audit-trail.query';
import { BoardQueryHandler } from './board.query';
import { MilestoneChecksQueryHandler } from './milestone-checks.query';
import type { Reading } from './read-gate';
import { readingMoment } from './reading-moment';

const database = useTestDatabase();
const NOW = parseInstant('2025-07-31T09:00:00+08:00');
const JUNE = parseLocalDate('2025-06-30');
const CUT_OFF = '2025-07-01T00:00:00+08:00';
const AGAIN = '2025-07-10T09:00:00+08:00';
const CODE = 'P1';

const store = new MemoryEventStore({ now: () => parseInstant(CUT_OFF) });
let readModel: DataSource;

const reading = (knownAt?: string): Reading => ({ moment: readingMoment({ knownAt }, NOW), fiscalYear: 2025, scope: 'all' });

async function record(stream: string, recordedAt: string, type: string, data: JsonObject): Promise<void> {
  const ids = { commandId: randomUUID(), correlationId: 'c', causationId: 'c', actor: 'system:alerting' };
  const append = { stream, expected: 'any', events: [{ id: randomUUID(), type, schemaVersion: 1, data }] } as const;
  await store.append(append, { metadata: ids, recordedAt: parseInstant(recordedAt) });
}

const judge = (recordedAt: string, status: string, actualAmount: string, ratio: string): Promise<void> =>
  record(milestoneCheckStream({ projectCode: CODE, fiscalYear: 2025, date: JUNE }), recordedAt, 'MilestoneJudged', {
    ...{
      projectCode: CODE,
      fiscalYear: 2025,
      unitCode: 'U1',
      date: JUNE,
      label: '6月底',
      statedPercent: '50.00',
      effectivePercent: '50.00',
    },
    ...{ budget: '40000.00', plannedAmount: '20000.00', actualAmount, ratio, status },
    ...{ planVersion: 1, policyVersion: 1, throughVersion: '0', throughPosition: '1', trigger: 'clock' },
  });

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 2);
  const facts = new AlertFacts(CODE);
  await facts.importInto('U1', '2025-01-02T09:00:00+08:00');
  await facts.assess({ actual: '0.00', asOf: '2025-07-01' }, CUT_OFF);
  const [registered, raised] = await facts.recorded();
  if (!registered || !raised) throw new Error('The project and its alert were not recorded');
  await record(registered.stream, '2025-01-02T09:00:00+08:00', registered.type, registered.data);
  await judge(CUT_OFF, 'severe', '0.00', '0.0000');
  await record(raised.stream, CUT_OFF, raised.type, raised.data);
  await judge(AGAIN, 'met', '20000.00', '1.0000');
  await readModelSubscriber().handle(await store.readAll(0n, { limit: 10 }), database.pool);
});
afterAll(() => readModel.destroy());

describe('A checkpoint that was judged again', () => {
  it('keeps the judgement of its cut-off on the board, beside the last one', async () => {
    const { items } = await new BoardQueryHandler(readModel).list(JUNE, { limit: 10 }, reading());
    expect(items.map(({ judged, firstJudged }) => [judged?.status, firstJudged?.status, firstJudged?.judgedAt])).toEqual([
      ['met', 'severe', '2025-06-30T16:00:00.000Z'],
    ]);
  });

  it('is the first judgement alone to a reader of the days between', async () => {
    const { items } = await new BoardQueryHandler(readModel).list(JUNE, { limit: 10 }, reading('2025-07-05T00:00:00+08:00'));
    expect(items.map(({ judged, firstJudged }) => [judged?.status, firstJudged?.status])).toEqual([['severe', 'severe']]);
  });

  it('is told by its last judgement, or by all of them in order, page by page', async () => {
    const checks = new MilestoneChecksQueryHandler(readModel);
    const last = await checks.list({ limit: 10, judgements: 'last' }, reading());
    expect(last.items.map(({ status }) => status)).toEqual(['met']);
    const first = await checks.list({ limit: 1, judgements: 'all' }, reading());
    const next = await checks.list({ limit: 1, judgements: 'all', cursor: first.nextCursor ?? '' }, reading());
    expect([...first.items, ...next.items].map(({ status }) => status)).toEqual(['severe', 'met']);
    expect(next.nextCursor).toBeNull();
  });
});

describe('The history of a project', () => {
  const trail = () => new AuditTrailQueryHandler(store, readModel);

  it('holds its own stream alone unless all are asked for', async () => {
    const own = await trail().list(CODE, { limit: 10, streams: 'project' }, reading());
    expect(own?.items.map(({ type }) => type)).toEqual(['ProjectRegistered']);
  });

  it.each([1, 2, 3, 10])('holds judgements and alerts in the order of recording, in pages of %i', async (limit) => {
    const types: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await trail().list(CODE, { limit, streams: 'all', cursor }, reading());
      types.push(...(page?.items ?? []).map(({ type }) => type));
      cursor = page?.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(types).toEqual(['ProjectRegistered', 'MilestoneJudged', 'AlertRaised', 'MilestoneJudged']);
  });

  it('ends with what was known', async () => {
    const known = await trail().list(CODE, { limit: 10, streams: 'all' }, reading('2025-07-05T00:00:00+08:00'));
    expect(known?.items.map(({ type }) => type)).toEqual(['ProjectRegistered', 'MilestoneJudged', 'AlertRaised']);
  });

  it('ends with the business day that was asked for, alerts by the day up to which they counted', async () => {
    const until = async (asOf: LocalDate) =>
      (await trail().list(CODE, { limit: 10, streams: 'all', asOf }, reading()))?.items.map(({ type }) => type);
    expect(await until(parseLocalDate('2025-06-29'))).toEqual(['ProjectRegistered']);
    expect(await until(parseLocalDate('2025-06-30'))).toEqual(['ProjectRegistered', 'MilestoneJudged', 'MilestoneJudged']);
    expect(await until(parseLocalDate('2025-07-01'))).toEqual(['ProjectRegistered', 'MilestoneJudged', 'AlertRaised', 'MilestoneJudged']);
  });

  it('is not told of a project outside the units of the reader', async () => {
    expect(await trail().list(CODE, { limit: 10, streams: 'all' }, { ...reading(), scope: ['U2'] })).toBeNull();
  });
});
