import { epochOf, instantOfEpoch, type Instant } from '@budget/kernel';
import type { Clock } from '@budget/ports';

/** The machine's time. */
export const systemClock = (): Clock => ({ now: () => instantOfEpoch(Date.now()) });

/** Begins at this instant and runs on with the machine's monotonic clock: setting the machine's time does not move it. */
export function clockStartingAt(start: Instant): Clock {
  const epoch = epochOf(start);
  const begun = performance.now();
  return { now: () => instantOfEpoch(Math.floor(epoch + performance.now() - begun)) };
}
