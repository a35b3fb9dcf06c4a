import { lastDayOf, parseLocalDate, type LocalDate } from '@budget/kernel';

export const firstDayOf = (fiscalYear: number): LocalDate => parseLocalDate(`${fiscalYear}-01-01`);
export const lastDayOfYear = (fiscalYear: number): LocalDate => lastDayOf(fiscalYear, 12);
