import { isInstant, isLocalDate, type LocalDate } from '@budget/kernel';

/** What every read is asked for: a fiscal year, payments up to a day, facts recorded up to an instant. Absent means now. */
export type Moment = { readonly fiscalYear?: number; readonly asOf?: LocalDate; readonly knownAt?: string };

/** Reads the moment from an address. What makes no sense is left out, so that a mistyped address still shows a page. */
export function momentOf(search: URLSearchParams): Moment {
  const year = search.get('fiscalYear') ?? '';
  const asOf = search.get('asOf') ?? '';
  // A plus sign typed into an address arrives as a space.
  const knownAt = (search.get('knownAt') ?? '').replace(' ', '+');
  return {
    ...(/^20\d{2}$/.test(year) ? { fiscalYear: Number(year) } : {}),
    ...(isLocalDate(asOf) ? { asOf } : {}),
    ...(isInstant(knownAt) ? { knownAt } : {}),
  };
}

export const isNow = (moment: Moment): boolean => moment.asOf === undefined && moment.knownAt === undefined;
