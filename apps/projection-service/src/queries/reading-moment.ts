import { addDays, endOf, localDateAt, parseInstant, parseLocalDate, type Instant, type LocalDate } from '@budget/kernel';

/**
 * What a read looks at. `asOf` bounds business days, `knownAt` bounds what was recorded by then, null meaning everything: the two
 * are independent of each other. `now` decides which cut-offs have passed, so that one answer never mixes two moments.
 */
export type ReadingMoment = {
  readonly asOf: LocalDate;
  readonly knownAt: Instant | null;
  readonly now: Instant;
  readonly today: LocalDate;
};

/** `asOf` is today unless it is asked for, also where `knownAt` lies earlier: the figures known then about the days up to today. */
export function readingMoment(
  query: { readonly asOf?: string | undefined; readonly knownAt?: string | undefined },
  now: Instant,
): ReadingMoment {
  const today = localDateAt(now);
  return {
    asOf: query.asOf === undefined ? today : parseLocalDate(query.asOf),
    knownAt: query.knownAt === undefined ? null : parseInstant(query.knownAt),
    now,
    today,
  };
}

/** A milestone can be judged once its day is over, and only when the reader looks at or beyond it. */
export const isJudgeable = (date: LocalDate, { asOf, now }: ReadingMoment): boolean => date <= asOf && endOf(date) <= now;

/** The last day whose cut-off has passed at this moment. */
export const lastClosedDay = (moment: ReadingMoment): LocalDate => {
  const yesterday = addDays(moment.today, -1);
  return moment.asOf < yesterday ? moment.asOf : yesterday;
};
