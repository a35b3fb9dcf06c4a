import { StallWatch } from './stall-watch';

const looks = (...lags: readonly bigint[]): boolean[] => {
  const watch = new StallWatch();
  return lags.map((lag) => watch.look(lag, false));
};

describe('a consumer that has silently stopped', () => {
  it('is one whose lag stays or grows over three looks while nothing is handled', () => {
    expect(looks(5n, 5n, 7n)).toEqual([false, false, true]);
  });

  it('is none that has nothing to do, or whose lag shrinks', () => {
    expect(looks(0n, 0n, 0n, 0n)).toEqual([false, false, false, false]);
    expect(looks(9n, 8n, 7n, 6n)).toEqual([false, false, false, false]);
  });

  it('is none for which messages came only now', () => {
    expect(looks(0n, 3n, 0n, 3n)).toEqual([false, false, false, false]);
  });

  it('is none that is busy with a long batch, or has handled something since', () => {
    const watch = new StallWatch();
    expect([watch.look(5n, true), watch.look(6n, true), watch.look(7n, true)]).toEqual([false, false, false]);
    watch.look(7n, false);
    watch.alive();
    expect([watch.look(8n, false), watch.look(9n, false), watch.look(9n, false)]).toEqual([false, false, true]);
  });

  it('begins anew after a restart', () => {
    const watch = new StallWatch();
    for (const lag of [5n, 5n]) watch.look(lag, false);
    watch.reset();
    expect([watch.look(5n, false), watch.look(5n, false)]).toEqual([false, false]);
  });
});
