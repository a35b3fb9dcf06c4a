import { jest } from '@jest/globals';
import { parseInstant } from '@budget/kernel';
import type { Subscription, SubscriptionHealth, Transaction } from '@budget/ports';
import { MilestoneClock } from './milestone-clock';
import type { MilestoneJudge } from './milestone-judge';

const diaryThatIs = (...states: SubscriptionHealth['state'][]): Subscription => ({
  health: () =>
    Promise.resolve({
      name: 'alerting',
      state: states.shift() ?? 'running',
      checkpoint: 0n,
      head: 0n,
      lagEvents: 0n,
      lagSeconds: 0,
      lastError: null,
    }),
  reached: () => Promise.resolve(true),
  close: () => Promise.resolve(),
});

/** A diary with one milestone that is over and judged once, and with none to come. */
function scene(diary: Subscription) {
  const open = [{ fiscal_year: 2025, project_code: 'P1', date: '2025-06-30' }];
  const judged: string[] = [];
  const looks = { count: 0 };
  const database: Transaction = {
    query: <Row>(text: string) => {
      const rows = text.includes('NOT judged AND date <= ') ? open.splice(0) : text.includes('min(date)') ? [{ date: null }] : [];
      looks.count += 1;
      return Promise.resolve({ rows: rows as Row[], rowCount: rows.length });
    },
  };
  const judge = {
    judge: ({ projectCode }: { projectCode: string }, date: string) => {
      judged.push(`${projectCode} ${date}`);
      return Promise.resolve(null);
    },
  } as Pick<MilestoneJudge, 'judge'> as MilestoneJudge;
  const clock = new MilestoneClock({
    judge,
    database,
    diary,
    clock: { now: () => parseInstant('2025-07-01T09:00:00+08:00') },
    commandIdOf: (parts) => parts.join('/'),
    onJudged: () => undefined,
    onError: (error) => judged.push(String(error)),
  });
  return { clock, judged, looks };
}

describe('the clock that judges milestones', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('judges what is over as soon as the diary runs, also when another process still held it at the start', async () => {
    const { clock, judged } = scene(diaryThatIs('starting', 'waiting', 'running'));
    clock.wake();
    await jest.advanceTimersByTimeAsync(0);
    expect(judged).toEqual([]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(judged).toEqual(['P1 2025-06-30']);
    await clock.close();
  });

  it('looks once for any number of calls that come while it has not looked yet', async () => {
    const { clock, looks } = scene(diaryThatIs());
    for (let call = 0; call < 100; call++) clock.wake();
    await jest.advanceTimersByTimeAsync(0);
    await clock.close();
    expect(looks.count).toBeLessThan(10);
  });
});
