import { addDays, type LocalDate } from '@budget/kernel';

// 元旦, 劳动节 and 国庆节 as far as they fall on the same days each year; the treasury pays nothing then.
const HOLIDAYS = ['01-01', '05-01', '05-02', '10-01', '10-02', '10-03'];

/** The days of one year on which a treasury pays: Monday to Friday without the fixed public holidays. */
export class WorkingYear {
  readonly days: readonly LocalDate[];
  private readonly countUpTo = new Map<LocalDate, number>();

  constructor(readonly fiscalYear: number) {
    const days: LocalDate[] = [];
    const last = `${fiscalYear}-12-31`;
    for (let day = `${fiscalYear}-01-01` as LocalDate; day <= last; day = addDays(day, 1)) {
      if (isWorkingDay(day)) days.push(day);
      this.countUpTo.set(day, days.length);
    }
    this.days = days;
  }

  /** Working days after `from` (null: from the beginning) up to and including `to`; both in this year. */
  between(from: LocalDate | null, to: LocalDate): readonly LocalDate[] {
    return this.days.slice(from === null ? 0 : this.countUpTo.get(from), this.countUpTo.get(to));
  }
}

function isWorkingDay(day: LocalDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5 && !HOLIDAYS.includes(day.slice(5));
}
