import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import { Money, type Instant, type LocalDate } from '@budget/kernel';
import type { RecordedEvent } from '@budget/ports';
import { isCutOff, loadSample } from './load-sample';
import { readSampleDocument } from './sample-document';
import { sampleYear } from './sample-year';

const day = (text: string): LocalDate => text as LocalDate;
const yearUpTo = async (today: string): Promise<readonly RecordedEvent[]> => sampleYear(await readSampleDocument(), day(today));
const business = (facts: readonly RecordedEvent[]) =>
  facts.map(({ id, stream, type, data, metadata }) => ({ id, stream, type, data, metadata }));

describe('the sample year', () => {
  let year: readonly RecordedEvent[];
  const of = (type: string) => year.filter((fact) => fact.type === type);
  beforeAll(async () => {
    year = await yearUpTo('2026-02-01');
  }, 60_000);

  it('masks the person whom the document names', async () => {
    expect((await readSampleDocument()).toString('utf8')).toContain('某某某教授');
  });

  it('is recorded in ascending order', () => {
    const instants = year.map(({ metadata }) => metadata.recordedAt);
    expect(instants).toEqual([...instants].sort());
  });

  it('never pays more than the budget of a project', () => {
    for (const { data } of of('ProjectRegistered')) {
      const own = year.filter((fact) => fact.data['projectCode'] === data['projectCode'] && 'amount' in fact.data);
      const sum = (type: string): Money =>
        Money.sum(own.filter((fact) => fact.type === type).map((fact) => Money.parse(fact.data['amount'] as string)));
      const net = sum('DisbursementRecorded').minus(sum('DisbursementRefunded')).minus(sum('DisbursementReversed'));
      expect(net.exceeds(Money.parse((data['budget'] as { fiscal: string }).fiscal))).toBe(false);
    }
  });

  it('has late projects of every kind: raised, relieved, acknowledged, resolved, and some still open at the end', () => {
    expect(of('AlertRaised').length).toBeGreaterThan(of('AlertResolved').length);
    expect(of('AlertReassessed').length).toBeGreaterThan(0);
    expect(of('AlertAcknowledged')).toHaveLength(2);
    expect(of('MilestoneJudged')).toHaveLength(88);
  });

  it('only ends earlier when the clock stands earlier: what has happened by then is the same', async () => {
    const half = await yearUpTo('2025-07-01');
    expect(half.at(-1)?.type).toBe('SimulationCompleted');
    expect(business(half.slice(0, -1))).toEqual(business(year.slice(0, half.length - 1)));
  }, 60_000);

  it('is only the document when the year has not begun', async () => {
    const types = (await yearUpTo('2024-12-01')).map(({ type }) => type);
    expect([types.length, types.slice(-2)]).toEqual([24, ['TargetDocumentImported', 'SimulationCompleted']]);
  }, 60_000);

  const sample = () => ({ facts: () => Promise.resolve(year), keepDocument: () => Promise.resolve() });

  it('is copied fact by fact, and completed wherever a copy was cut off', async () => {
    const store = new MemoryEventStore({ now: () => '2026-02-01T00:00:00.000Z' as Instant });
    const interruption = new AbortController();
    const load = (signal: AbortSignal, onProgress: (done: number) => void = () => undefined) =>
      loadSample(store, sample(), { signal, onProgress });

    expect(await load(interruption.signal, (done) => done > 100 && interruption.abort())).toBe('interrupted');
    expect(await isCutOff(store)).toBe(true);
    expect(await load(new AbortController().signal)).toBe('loaded');
    expect(await store.readAll(0n, { limit: year.length + 1 })).toEqual(year);
    expect(await load(new AbortController().signal)).toBe('complete');
    expect(await isCutOff(store)).toBe(false);
  });

  it('is not mixed with anything else', async () => {
    const store = new MemoryEventStore({ now: () => '2026-02-01T00:00:00.000Z' as Instant });
    const [first] = year;
    if (!first) throw new Error('The year is empty');
    const metadata = { commandId: 'c', correlationId: 'c', causationId: 'c', actor: 'zhang' };
    await store.append({ stream: first.stream, expected: 'no-stream', events: [first] }, { metadata });
    expect(await loadSample(store, sample(), { signal: new AbortController().signal, onProgress: () => undefined })).toBe('other-facts');
    expect(await isCutOff(store)).toBe(false);
    expect(await store.head()).toBe(1n);
  });
});
