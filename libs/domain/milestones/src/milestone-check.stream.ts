import type { LocalDate } from '@budget/kernel';

/** One stream per project and date: "no-stream" makes the clock's judgement happen once, whatever restarts. */
export const milestoneCheckStream = (of: { readonly projectCode: string; readonly fiscalYear: number; readonly date: LocalDate }): string =>
  `milestoneCheck-${of.projectCode}-${of.fiscalYear}-${of.date}`;
