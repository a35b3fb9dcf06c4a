import { isInstant, parseInstant } from '@budget/kernel';

const OFFSET_MS = 8 * 3_600_000;

/** "2025-07-03 09:00" of Beijing time, whatever the clock of the reader's machine says. */
export const shanghaiMinute = (instant: string): string => shanghaiText(instant).slice(0, 16);

/** "2025-07-03 09:00:05" of Beijing time. */
export function shanghaiText(instant: string): string {
  if (!isInstant(instant)) return instant;
  return new Date(new Date(parseInstant(instant)).valueOf() + OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant of a wall-clock time in Beijing, "2025-07-03 09:00:05" → "2025-07-03T09:00:05+08:00". */
export const instantInShanghai = (wallClock: string): string => `${wallClock.replace(' ', 'T')}+08:00`;
