import { StreamTurns } from './stream-turns';

describe('turns on streams', () => {
  it('keep the order of work on one stream and let other streams pass', async () => {
    const turns = new StreamTurns();
    const done: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const first = turns.take(['a', 'b'], async () => (await held, done.push('first')));
    const second = turns.take(['b'], async () => done.push('second'));
    const third = turns.take(['b', 'c'], async () => done.push('third'));
    await turns.take(['d'], async () => done.push('other'));
    release();
    await Promise.all([first, second, third]);
    expect(done).toEqual(['other', 'first', 'second', 'third']);
  });

  it('go on after work that failed, and are drained when nothing is under way', async () => {
    const turns = new StreamTurns();
    const failing = turns.take(['a'], () => Promise.reject(new Error('no')));
    const next = turns.take(['a'], () => Promise.resolve('yes'));
    let drained = false;
    const draining = turns.drained().then(() => (drained = true));
    await expect(failing).rejects.toThrow('no');
    expect(drained).toBe(false);
    expect(await next).toBe('yes');
    await draining;
    await turns.drained();
  });
});
