import type { Brand } from './brand';
import { isLocalDate } from './local-date';

/** A point in time in UTC with milliseconds, "2025-07-01T01:00:00.000Z". Text order is time order. */
export type Instant = Brand<string, 'Instant'>;

const RFC3339 = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;

/** RFC 3339 on a real day of 1900–2199: JavaScript alone would read 30 February as 2 March. */
export function isInstant(text: string): boolean {
  const day = RFC3339.exec(text)?.[1];
  return day !== undefined && isLocalDate(day) && !Number.isNaN(new Date(text).valueOf());
}

/** Reads an RFC 3339 instant of any offset. Throws RangeError on anything else. */
export function parseInstant(text: string): Instant {
  if (!isInstant(text)) throw new RangeError(`Not an instant: "${text}"`);
  return new Date(text).toISOString() as Instant;
}

export const instantOfEpoch = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;
export const epochOf = (instant: Instant): number => new Date(instant).valueOf();
