import { parseInstant } from '@budget/kernel';
import { by, facts } from '@budget/testing';
import { AppendQueue, type GroupOutcome } from './append-queue';
import { appendUnit, type AppendUnit } from './append-unit';

/** A writer that keeps each group in flight until the test answers it. */
class HeldWriter {
  readonly groups: string[][] = [];
  private readonly held: (() => void)[] = [];

  readonly write = (units: readonly AppendUnit[]): Promise<readonly GroupOutcome[]> => {
    this.groups.push(units.map(({ appends }) => appends.map(({ stream }) => stream).join('+')));
    return new Promise((resolve) => {
      this.held.push(() => resolve(units.map((unit) => ({ unit, result: { ok: true, value: [] } }))));
    });
  };

  /** Answers group after group until none is left. */
  async answerAll(queue: AppendQueue): Promise<void> {
    const drained = queue.drained();
    let done = false;
    void drained.then(() => (done = true));
    while (!done) {
      this.held.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

const unit = (streams: string, events = 1, recordedAt?: string): AppendUnit =>
  appendUnit(
    streams.split('+').map((stream) => ({ stream, expected: 'any', events: facts(events) })),
    { ...by(), ...(recordedAt !== undefined && { recordedAt: parseInstant(recordedAt) }) },
  );

describe('the queue of appends', () => {
  const groupsOf = async (...units: readonly AppendUnit[]): Promise<readonly string[][]> => {
    const writer = new HeldWriter();
    const queue = new AppendQueue(writer.write);
    const results = units.map((each) => queue.push(each));
    await writer.answerAll(queue);
    await Promise.all(results);
    return writer.groups;
  };

  it('sends in one group what was asked for in one turn', async () => {
    expect(await groupsOf(unit('a'), unit('b'), unit('c'))).toEqual([['a', 'b', 'c']]);
  });

  it('gathers a group while another is in flight', async () => {
    const writer = new HeldWriter();
    const queue = new AppendQueue(writer.write);
    const first = queue.push(unit('a'));
    await new Promise((resolve) => setImmediate(resolve));
    const later = ['b', 'c', 'd'].map((stream) => queue.push(unit(stream)));
    expect(writer.groups).toEqual([['a']]);
    await writer.answerAll(queue);
    await Promise.all([first, ...later]);
    expect(writer.groups).toEqual([['a'], ['b', 'c', 'd']]);
  });

  it('never puts two appends on one stream into one group, and lets others pass', async () => {
    expect(await groupsOf(unit('a'), unit('a'), unit('b'), unit('a'))).toEqual([['a', 'b'], ['a'], ['a']]);
  });

  it('keeps the order of every stream, also behind an append to several', async () => {
    expect(await groupsOf(unit('a'), unit('a+b'), unit('b'), unit('c'))).toEqual([['a', 'c'], ['a+b'], ['b']]);
  });

  it('holds at most 500 events a group, but any single append', async () => {
    expect(await groupsOf(unit('a', 300), unit('b', 300), unit('c', 200), unit('d', 900), unit('e'))).toEqual([
      ['a', 'c'],
      ['b', 'e'],
      ['d'],
    ]);
  });

  it('keeps given moments of recording apart', async () => {
    const [january, march] = ['2025-01-02T00:00:00Z', '2025-03-04T00:00:00Z'];
    expect(await groupsOf(unit('a', 1, january), unit('b', 1, march), unit('c'), unit('d', 1, march))).toEqual([['a'], ['b', 'd'], ['c']]);
  });
});
