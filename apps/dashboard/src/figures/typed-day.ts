import { isLocalDate, type LocalDate } from '@budget/kernel';

/** How days may be typed, in the notation of the calendar fields; the first is how they are shown. */
export const DAY_FORMATS = ['YYYY-MM-DD', 'YYYYMMDD', 'YYYY-M-D', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日'] as const;

const FORMS = [/^(\d{4})(\d{2})(\d{2})$/, /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/, /^(\d{4})年(\d{1,2})月(\d{1,2})日$/];

/** The day of a text in one of these forms; null when it is none, or not in the calendar. */
export function readTypedDay(text: string): LocalDate | null {
  for (const form of FORMS) {
    const [year, month, day] = (form.exec(text.trim())?.slice(1) ?? []).filter((part) => /\d/.test(part));
    if (year === undefined || month === undefined || day === undefined) continue;
    const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return isLocalDate(date) ? date : null;
  }
  return null;
}
