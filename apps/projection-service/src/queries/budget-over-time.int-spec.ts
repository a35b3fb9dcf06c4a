import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { projectBudgetStream, type ProjectBudgetEvent } from '@budget/domain/project-budget';
import { parseInstant, parseLocalDate } from '@budget/kernel';
import type { DataSource } from 'typeorm';
import { readModelSubscriber } from '../projections/read-model.projection';
import { openReadModel } from '../read-model/read-model.data-source';
import { BoardQueryHandler } from './board.query';
import { ProjectChangesQueryHandler } from './project-changes.query';
import { ProjectHistory } from './project-history';
import { ProjectListQueryHandler } from './project-list.query';
import { ProjectQueryHandler } from './project.query';
import type { Reading } from './read-gate';
import { readingMoment } from './reading-moment';
import { SummaryQueryHandler } from './summary.query';

// Published: 100,000.00 元, half of it by 30 June. From 1 July 20,000.00 more, recorded on the 10th; from 1 August 60 % by 30 September,
// recorded on the 5th; 3,000.00 carried over from the year before; 40,000.00 arrived on 1 February.
const database = useTestDatabase();
const NOW = parseInstant('2025-12-01T09:00:00+08:00');
const of = { projectCode: 'P1', fiscalYear: 2025 };
const store = new MemoryEventStore({ now: () => NOW });
let readModel: DataSource;

const reading = (asOf: string, knownAt?: string): Reading => ({
  moment: readingMoment({ asOf, knownAt }, NOW),
  fiscalYear: 2025,
  scope: 'all',
});

async function record(recordedAt: string, type: ProjectBudgetEvent['type'], data: object): Promise<void> {
  const metadata = { commandId: randomUUID(), correlationId: 'c', causationId: 'c', actor: 'supervisor' };
  const events = [{ id: randomUUID(), type, schemaVersion: 1, data: { ...of, ...data } }];
  await store.append({ stream: projectBudgetStream(of), expected: 'any', events }, { metadata, recordedAt: parseInstant(recordedAt) });
}

beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 4);
  const money = (fiscal: string, other = '0.00', carriedOver = '0.00') => ({ fiscal, other, carriedOver });
  const step = (date: string, percent: string) => ({ date, label: `${date.slice(5, 7)}月底`, percent });
  await record('2025-01-02T09:00:00+08:00', 'ProjectRegistered', {
    ...{ name: '项目一', unit: { code: 'U1', name: '单位一' }, region: null, purpose: '', objectives: [], indicators: [], findings: [] },
    ...{ budget: money('100000.00'), plan: [step('2025-06-30', '50.00'), step('2025-12-31', '100.00')], source: { documentId: null } },
  });
  await record('2025-01-20T09:00:00+08:00', 'CarryOverReceived', {
    ...{ fromProject: 'P1', fromYear: 2024, amount: '3000.00', documentNo: '1号', effectiveOn: '2025-01-01' },
  });
  await record('2025-02-03T09:00:00+08:00', 'FundsReceived', {
    ...{ amount: '40000.00', fundSource: 'fiscal', receivedOn: '2025-02-01', documentNo: '库7号' },
  });
  await record('2025-07-10T09:00:00+08:00', 'BudgetAdjusted', {
    ...{ kind: 'increase', amount: money('15000.00', '5000.00'), documentNo: '12号', effectiveOn: '2025-07-01', reason: '工作量增加' },
  });
  await record('2025-08-05T09:00:00+08:00', 'PlanRevised', {
    ...{ planVersion: 2, plan: [step('2025-09-30', '60.00'), step('2025-12-31', '100.00')], reason: '招标延期' },
    ...{ documentNo: '15号', effectiveOn: '2025-08-01' },
  });
  await record('2025-11-05T09:00:00+08:00', 'BudgetTransferred', {
    ...{ direction: 'out', otherProject: 'P2', amount: '2000.00', fundSource: 'fiscal', documentNo: '18号' },
    ...{ effectiveOn: '2025-12-15', reason: '调剂' },
  });
  await readModelSubscriber().handle(await store.readAll(0n, { limit: 10 }), database.pool);
});
afterAll(() => readModel.destroy());

const projectAt = (asOf: string, knownAt?: string) =>
  new ProjectQueryHandler(readModel, new ProjectHistory(readModel)).find('P1', reading(asOf, knownAt));

describe('a budget that changes in the course of the year', () => {
  it.each([
    ['2025-06-30', undefined, '103000.00'],
    ['2025-07-01', undefined, '123000.00'],
    ['2025-07-05', '2025-07-10T08:59:59+08:00', '103000.00'],
    ['2025-07-05', '2025-07-10T09:00:00+08:00', '123000.00'],
    ['2025-12-14', undefined, '123000.00'],
    ['2025-12-15', undefined, '121000.00'],
    ['2025-12-15', '2025-01-10T00:00:00+08:00', '100000.00'],
  ])('is, as of %s known at %s, %s in every read', async (asOf, knownAt, total) => {
    const project = await projectAt(asOf, knownAt);
    const list = await new ProjectListQueryHandler(readModel).list({ limit: 10, sort: 'code' }, reading(asOf, knownAt));
    const health = () => Promise.resolve({ checkpoint: 0n, head: 0n } as never);
    const subscription = { health, reached: () => Promise.resolve(true), close: () => Promise.resolve() };
    const summary = await new SummaryQueryHandler(readModel, subscription).read({}, reading(asOf, knownAt));
    const changes = await new ProjectChangesQueryHandler(readModel, new ProjectHistory(readModel)).budget('P1', reading(asOf, knownAt));
    const totals = [project?.budget.current, list.items[0]?.budget.current, summary.budget.current, changes?.current];
    expect(totals.map((budget) => budget?.total)).toEqual([total, total, total, total]);
    expect([project?.budget.initial.total, summary.budget.initial.total]).toEqual(['100000.00', '100000.00']);
  });

  it('adds up from the initial one by its documents, by source', async () => {
    const changes = await new ProjectChangesQueryHandler(readModel, new ProjectHistory(readModel)).budget('P1', reading('2025-12-31'));
    expect(changes?.items.map(({ kind, amount, documentNo, otherProject }) => [kind, amount.total, documentNo, otherProject])).toEqual([
      ['carry-over', '3000.00', '1号', 'P1'],
      ['increase', '20000.00', '12号', null],
      ['transfer-out', '-2000.00', '18号', 'P2'],
    ]);
    expect(changes?.current).toEqual({ fiscal: '113000.00', other: '5000.00', carriedOver: '3000.00', total: '121000.00' });
  });

  it('tells what has arrived', async () => {
    expect([(await projectAt('2025-01-31'))?.execution.received, (await projectAt('2025-02-01'))?.execution.received]).toEqual([
      '0.00',
      '40000.00',
    ]);
  });
});

describe('a plan that is revised in the course of the year', () => {
  const board = async (date: string) => {
    const { items } = await new BoardQueryHandler(readModel).list(parseLocalDate(date), { limit: 10 }, reading('2025-12-01'));
    return items.map(({ planVersion, plannedAmount, budget, stated }) => [planVersion, plannedAmount, budget.current.total, stated]);
  };

  it('judges each checkpoint by the plan and the budget of its own day', async () => {
    const project = await projectAt('2025-12-01');
    expect(project?.plan.version).toBe(2);
    expect(project?.milestones.map(({ date, plannedPercent, plannedAmount }) => [date, plannedPercent, plannedAmount])).toEqual([
      ['2025-06-30', '50.00', '51500.00'],
      ['2025-09-30', '60.00', '73800.00'],
      ['2025-12-31', '100.00', '121000.00'],
    ]);
    expect(await board('2025-06-30')).toEqual([[1, '51500.00', '103000.00', true]]);
    expect(await board('2025-09-30')).toEqual([[2, '73800.00', '123000.00', true]]);
  });

  it('is the earlier one to a reader of the days before it was known', async () => {
    const project = await projectAt('2025-09-30', '2025-08-01T00:00:00+08:00');
    expect([project?.plan.version, project?.milestones.map(({ date }) => date)]).toEqual([1, ['2025-06-30', '2025-12-31']]);
  });

  it('shows its versions with reason and document', async () => {
    const versions = await new ProjectChangesQueryHandler(readModel, new ProjectHistory(readModel)).plans('P1', reading('2025-07-31'));
    expect(
      versions?.items.map(({ version, origin, effectiveOn, reason, inForce }) => [version, origin, effectiveOn, reason, inForce]),
    ).toEqual([
      [1, 'published', '2025-01-01', null, true],
      [2, 'revision', '2025-08-01', '招标延期', false],
    ]);
    expect(versions?.items[1]?.milestones.map(({ date, statedPercent }) => [date, statedPercent])).toEqual([
      ['2025-09-30', '60.00'],
      ['2025-12-31', '100.00'],
    ]);
  });

  it('gives the summary its checkpoints and the one that is due', async () => {
    const subscription = {
      health: () => Promise.resolve({ checkpoint: 0n, head: 0n } as never),
      reached: () => Promise.resolve(true),
      close: () => Promise.resolve(),
    };
    const summary = await new SummaryQueryHandler(readModel, subscription).read({}, reading('2025-10-15'));
    expect(summary.checkpoints.map(({ date }) => date)).toEqual(['2025-06-30', '2025-09-30', '2025-12-31']);
    expect([summary.plan.plannedAmount, summary.plan.shortAmount]).toEqual(['73800.00', '73800.00']);
  });
});
