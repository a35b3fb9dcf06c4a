import { addDays, type LocalDate } from '@budget/kernel';

// 元旦, 劳动节 and 国庆节 as far as they fall on the same days each year; the treasury pays nothing then.
const FIXED = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

// Weekdays off by the State Council's notice for the year (国办发明电〔2024〕12号); 调休 Sundays are left out.
const ANNOUNCED: Readonly<Record<number, readonly string[]>> = {
  2025: [
    ...['01-01', '01-28', '01-29', '01-30', '01-31', '02-03', '02-04', '04-04', '05-01', '05-02', '05-05', '06-02'],
    ...['10-01', '10-02', '10-03', '10-06', '10-07', '10-08'],
  ],
};

/** The days of one year on which a treasury pays: Monday to Friday without public holidays, as far as they are known here. */
export class WorkingYear {
  readonly days: readonly LocalDate[];
  private readonly countUpTo = new Map<LocalDate, number>();

  constructor(readonly fiscalYear: number) {
    const holidays = ANNOUNCED[fiscalYear] ?? FIXED;
    const days: LocalDate[] = [];
    const last = `${fiscalYear}-12-31`;
    for (let day = `${fiscalYear}-01-01` as LocalDate; day <= last; day = addDays(day, 1)) {
      if (isWeekday(day) && !holidays.includes(day.slice(5))) days.push(day);
      this.countUpTo.set(day, days.length);
    }
    this.days = days;
  }

  /** Working days after `from` (null: from the beginning) up to and including `to`; both in this year. */
  between(from: LocalDate | null, to: LocalDate): readonly LocalDate[] {
    return this.days.slice(from === null ? 0 : this.countUpTo.get(from), this.countUpTo.get(to));
  }
}

function isWeekday(day: LocalDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}
