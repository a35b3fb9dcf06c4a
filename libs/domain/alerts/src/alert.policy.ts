import type { PercentText } from '@budget/kernel';

/** Percents of the planned amount. An alert opens below `enterBelow` and closes at `leaveAt`, so that it does not flicker between. */
export type AlertPolicy = {
  readonly version: number;
  readonly enterBelow: PercentText;
  readonly leaveAt: PercentText;
  /** Below this it is red, otherwise yellow. */
  readonly redBelow: PercentText;
};

/** A decision of this house: no public rule exists. */
export const alertPolicyV1: AlertPolicy = {
  version: 1,
  enterBelow: '80.00' as PercentText,
  leaveAt: '90.00' as PercentText,
  redBelow: '60.00' as PercentText,
};
