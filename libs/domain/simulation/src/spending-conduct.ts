/** How a unit keeps to its plan at one checkpoint. */
export type SpendingConduct = 'ahead' | 'on-plan' | 'close' | 'late' | 'slow' | 'very-late' | 'stalled';

type Range = readonly [least: number, most: number];

/** Whole percents of what is due at the checkpoint, and what is made up for in the working days after it. */
export type Conduct = {
  readonly reaches: Range;
  readonly catchesUp: readonly { readonly to: Range; readonly afterDays: Range }[];
};

// Against the default bands: ≥100 met, 80–<100 watch, 60–<80 yellow, <60 red; an alert closes at 90.
export const CONDUCTS: Readonly<Record<SpendingConduct, Conduct>> = {
  ahead: { reaches: [103, 115], catchesUp: [] },
  'on-plan': { reaches: [100, 100], catchesUp: [] },
  close: { reaches: [86, 98], catchesUp: [] },
  late: { reaches: [62, 77], catchesUp: [{ to: [94, 100], afterDays: [4, 18] }] },
  slow: { reaches: [62, 77], catchesUp: [{ to: [94, 100], afterDays: [18, 34] }] },
  'very-late': {
    reaches: [22, 55],
    catchesUp: [
      { to: [65, 77], afterDays: [10, 22] },
      { to: [94, 100], afterDays: [30, 50] },
    ],
  },
  stalled: { reaches: [8, 42], catchesUp: [] },
};
