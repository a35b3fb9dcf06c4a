import type { DomainEvent, LocalDate } from '@budget/kernel';

/** The last fact of a simulated year: everything before it is there. A year without it was interrupted and can be completed. */
export type SimulationCompleted = DomainEvent<
  'SimulationCompleted',
  1,
  {
    /** "sample": the published document with a year of payments; "county": projects made up altogether. */
    readonly kind: 'sample' | 'county';
    /** The same seed makes the same facts. */
    readonly seed: string;
    readonly fiscalYear: number;
    readonly projects: number;
    /** Payments, without refunds and reversals. */
    readonly payments: number;
    /** Money moved and milestones were judged up to the end of this day. */
    readonly through: LocalDate;
  }
>;
