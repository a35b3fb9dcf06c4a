import type { Brand } from './brand';
import type { Instant } from './instant';

/** A calendar day of Asia/Shanghai, "2025-06-30". Text order is date order. */
export type LocalDate = Brand<string, 'LocalDate'>;

// Asia/Shanghai has kept UTC+08:00 without summer time since 1991-09-15; budgets of this house begin long after.
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** Throws RangeError unless the text is a real calendar day of 1900–2199 written YYYY-MM-DD. */
export function parseLocalDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`Not a date: "${text}"`);
  return text;
}

export function isLocalDate(text: string): text is LocalDate {
  if (!/^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) && date.toISOString().slice(0, 10) === text;
}

/** The calendar day in Asia/Shanghai at this instant. */
export const localDateAt = (instant: Instant): LocalDate =>
  new Date(new Date(instant).valueOf() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10) as LocalDate;

/** 24:00 Asia/Shanghai of this day: the first instant that no longer belongs to it. */
export const endOf = (date: LocalDate): Instant =>
  new Date(new Date(`${date}T00:00:00Z`).valueOf() + DAY_MS - SHANGHAI_OFFSET_MS).toISOString() as Instant;

/** 00:00 Asia/Shanghai of this day. */
export const startOf = (date: LocalDate): Instant => endOf(addDays(date, -1));

export const addDays = (date: LocalDate, days: number): LocalDate =>
  new Date(new Date(`${date}T00:00:00Z`).valueOf() + days * DAY_MS).toISOString().slice(0, 10) as LocalDate;

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((new Date(to).valueOf() - new Date(from).valueOf()) / DAY_MS);

/** The last day of a month (1–12). */
export const lastDayOf = (year: number, month: number): LocalDate =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) as LocalDate;

export const yearOf = (date: LocalDate): number => parseInt(date.slice(0, 4), 10);
export const monthOf = (date: LocalDate): number => parseInt(date.slice(5, 7), 10);

/** Whole months of the fiscal year gone by at the end of this day: 0 in January, 6 on 30 June, 12 from 31 December on. */
export function elapsedMonths(fiscalYear: number, date: LocalDate): number {
  if (yearOf(date) !== fiscalYear) return yearOf(date) < fiscalYear ? 0 : 12;
  return date === lastDayOf(fiscalYear, monthOf(date)) ? monthOf(date) : monthOf(date) - 1;
}
