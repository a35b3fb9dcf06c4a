import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { Money, type Instant, type LocalDate } from '@budget/kernel';
import type { EventStore, RecordedEvent } from '@budget/ports';
import { checkProjectCode } from '@budget/target-documents';
import { simulateCounty } from './simulate-county';

const clock = { now: () => '2026-01-15T00:00:00.000Z' as Instant };
const order = { seed: 's', fiscalYear: 2025, projects: 60, today: '2025-11-15' as LocalDate };
const quietly = { check: () => undefined, onProgress: () => undefined };

async function simulated(
  store: EventStore = new MemoryEventStore(clock),
  more: Partial<typeof order> = {},
): Promise<readonly RecordedEvent[]> {
  await simulateCounty(store, { ...order, ...more }, quietly);
  return store.readAll(0n, { limit: 100_000 });
}

describe('a simulated county in the store', () => {
  let facts: readonly RecordedEvent[];
  const of = (type: string) => facts.filter((fact) => fact.type === type);
  beforeAll(async () => {
    facts = await simulated();
  });

  it('is the same, digest for digest, for the same seed', async () => {
    expect((await simulated()).map(({ digest }) => digest)).toEqual(facts.map(({ digest }) => digest));
  });

  it('is complete after it was cut off anywhere, without a fact twice', async () => {
    const store = new MemoryEventStore(clock);
    let chunks = 0;
    const cut = {
      onProgress: () => undefined,
      check: () => {
        chunks += 1;
        if (chunks > 7) throw new Error('cut off');
      },
    };
    await expect(simulateCounty(store, order, cut)).rejects.toThrow('cut off');
    expect((await store.head()) < BigInt(facts.length)).toBe(true);
    expect((await simulated(store)).map(({ id }) => id)).toEqual(facts.map(({ id }) => id));
    expect(await simulateCounty(store, order, quietly)).toBeNull();
  });

  it('registers projects whose codes pass their check, by the actor that labels them', () => {
    expect(of('ProjectRegistered')).toHaveLength(60);
    expect(of('ProjectRegistered').every(({ data }) => checkProjectCode(data['projectCode'] as string) === 'valid')).toBe(true);
    expect(new Set(of('DisbursementRecorded').map(({ metadata }) => metadata.actor))).toEqual(new Set(['system:simulation']));
  });

  it('never pays more than the budget of a project', () => {
    for (const { data } of of('ProjectRegistered')) {
      const own = of('DisbursementRecorded').filter((paid) => paid.data['projectCode'] === data['projectCode']);
      const paid = Money.sum(own.map((payment) => Money.parse(payment.data['amount'] as string)));
      expect(paid.exceeds(Money.parse((data['budget'] as { fiscal: string }).fiscal))).toBe(false);
    }
  });

  it('records each payment before the cut-off of its milestone, and nothing after the beginning of today', () => {
    for (const { data, metadata } of of('DisbursementRecorded'))
      expect(
        metadata.recordedAt.slice(0, 7) <= (data['paidOn'] as string).slice(0, 7) || metadata.recordedAt === '2025-11-14T16:00:00.000Z',
      ).toBe(true);
    expect(facts.at(-1)?.metadata.recordedAt).toBe('2025-11-14T16:00:00.000Z');
    expect(of('DisbursementRecorded').every(({ data }) => (data['paidOn'] as string) < '2025-11-15')).toBe(true);
  });

  it('judges every project at each of the three cut-offs gone by, and raises alerts for those that lag', () => {
    expect(of('MilestoneJudged')).toHaveLength(180);
    const lagging = of('MilestoneJudged').filter(({ data }) => data['status'] === 'behind' || data['status'] === 'severe');
    const raised = new Set(of('AlertRaised').map(({ data }) => data['projectCode']));
    expect(lagging.length).toBeGreaterThan(0);
    expect(lagging.every(({ data }) => raised.has(data['projectCode']))).toBe(true);
  });

  it('says at its end what it holds', () => {
    expect(facts.at(-1)).toMatchObject({
      stream: 'simulation-county-2025-s-60',
      type: 'SimulationCompleted',
      data: {
        kind: 'county',
        seed: 's',
        fiscalYear: 2025,
        projects: 60,
        payments: of('DisbursementRecorded').length,
        through: '2025-11-14',
      },
    });
  });

  it('grows when more projects of the same seed are asked for', async () => {
    const more = await simulated(undefined, { projects: 70 });
    const codes = more.filter(({ type }) => type === 'ProjectRegistered').map(({ data }) => data['projectCode']);
    expect(codes.slice(0, 60)).toEqual(of('ProjectRegistered').map(({ data }) => data['projectCode']));
  });
});
