import { elapsedMonths, Percent, type LocalDate } from '@budget/kernel';

/** 序时进度: whole months of the fiscal year gone by at the end of `date` ÷ 12, in %. Shown beside the plan, never used for alerts. */
export const timeProgress = (fiscalYear: number, date: LocalDate): Percent => Percent.ofCount(elapsedMonths(fiscalYear, date), 12);
