import { epochOf, parseInstant } from '@budget/kernel';
import { clockStartingAt, systemClock } from './machine.clock';

describe('a clock', () => {
  it('of the machine tells the machine’s time', () => {
    const before = Date.now();
    const told = epochOf(systemClock().now());
    expect(told).toBeGreaterThanOrEqual(before);
    expect(told).toBeLessThanOrEqual(Date.now());
  });

  it('that starts elsewhere begins there and runs on, never back', () => {
    const start = parseInstant('2025-07-01T09:00:00+08:00');
    const clock = clockStartingAt(start);
    const told = Array.from({ length: 1_000 }, () => clock.now());
    expect(told[0]?.slice(0, 16)).toBe('2025-07-01T01:00');
    expect(told).toEqual([...told].sort());

    const begun = performance.now();
    while (performance.now() - begun < 20) clock.now();
    expect(epochOf(clock.now()) - epochOf(start)).toBeGreaterThanOrEqual(20);
  });
});
