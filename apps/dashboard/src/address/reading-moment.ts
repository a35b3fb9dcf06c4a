import { isInstant, isLocalDate, localDateAt, parseInstant, type LocalDate } from '@budget/kernel';

/** What every read is asked for: a fiscal year, payments up to a day, facts recorded up to an instant. Absent means now. */
export type Moment = { readonly fiscalYear?: number; readonly asOf?: LocalDate; readonly knownAt?: string };

/**
 * Reads the moment from an address. What makes no sense is left out, so that a mistyped address still shows a page. With knownAt
 * alone the page is that of its day in Shanghai: the services would take today.
 */
export function momentOf(search: URLSearchParams): Moment {
  const year = search.get('fiscalYear') ?? '';
  const asOf = search.get('asOf') ?? '';
  // A plus sign typed into an address arrives as a space.
  const knownAt = (search.get('knownAt') ?? '').replace(' ', '+');
  const known = isInstant(knownAt);
  const day = isLocalDate(asOf) ? asOf : known ? localDateAt(parseInstant(knownAt)) : null;
  return {
    ...(/^20\d{2}$/.test(year) ? { fiscalYear: Number(year) } : {}),
    ...(day === null ? {} : { asOf: day }),
    ...(known ? { knownAt } : {}),
  };
}

/** What an address asks for and cannot be read as a day or an instant: the page says so instead of leaving it out in silence. */
export function unreadMoments(search: URLSearchParams): readonly { readonly param: 'asOf' | 'knownAt'; readonly value: string }[] {
  const readable = { asOf: isLocalDate, knownAt: (text: string) => isInstant(text.replace(' ', '+')) };
  return (['asOf', 'knownAt'] as const).flatMap((param) => {
    const value = search.get(param) ?? '';
    return value === '' || readable[param](value) ? [] : [{ param, value }];
  });
}

export const isNow = (moment: Moment): boolean => moment.asOf === undefined;
