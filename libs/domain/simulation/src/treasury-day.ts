import { epochOf, instantOfEpoch, startOf, type Instant, type LocalDate } from '@budget/kernel';
import type { SeededRandom } from './seeded-random';

const MINUTE_MS = 60_000;
const OPENS_AT = 9;
const CLOSES_AT = 17;

/** A moment of this day while a treasury counter is open: 09:00–17:00 Asia/Shanghai, to the second. */
export const officeInstant = (day: LocalDate, random: SeededRandom): Instant =>
  instantOfEpoch(epochOf(startOf(day)) + random.between(OPENS_AT * 3_600, CLOSES_AT * 3_600 - 1) * 1_000);

/** The evening of this day, when the treasury sends the statement of what it paid: 18:00 Asia/Shanghai. */
export const statementInstant = (day: LocalDate): Instant => later(startOf(day), 18 * 60);

export const later = (instant: Instant, minutes: number): Instant => instantOfEpoch(epochOf(instant) + minutes * MINUTE_MS);
