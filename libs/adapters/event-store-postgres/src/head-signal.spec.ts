import { HeadSignal } from './head-signal';

const never = new AbortController().signal;
const LONG_MS = 60_000;

describe('the signal that the head has moved', () => {
  it('wakes everybody who waits', async () => {
    const signal = new HeadSignal();
    const waiting = [signal.changed(signal.moment, LONG_MS, never), signal.changed(signal.moment, LONG_MS, never)];
    signal.reached(1n);
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
  });

  it('is not missed when it comes between the read and the waiting', async () => {
    const signal = new HeadSignal();
    const { moment } = signal;
    signal.reached(1n);
    expect(await signal.changed(moment, LONG_MS, never)).toBeUndefined();
  });

  it('is given once for one position, however often it is announced', () => {
    const signal = new HeadSignal();
    signal.reached(5n);
    const { moment } = signal;
    signal.reached(5n);
    signal.reached(4n);
    expect(signal.moment).toBe(moment);
  });

  it('is given again for low positions once the store may have been replaced', () => {
    const signal = new HeadSignal();
    signal.reached(5n);
    signal.forget();
    const { moment } = signal;
    signal.reached(1n);
    expect(signal.moment).not.toBe(moment);
  });

  it('ends the waiting when it is aborted or has lasted long enough', async () => {
    const signal = new HeadSignal();
    const stop = new AbortController();
    const waiting = signal.changed(signal.moment, LONG_MS, stop.signal);
    stop.abort();
    expect(await Promise.all([waiting, signal.changed(signal.moment, 1, never)])).toEqual([undefined, undefined]);
  });
});
