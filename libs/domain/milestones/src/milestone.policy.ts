import type { PercentText } from '@budget/kernel';
import type { MilestoneStatus } from './milestone-check.events';

/** A band holds what reaches `atLeastPercent` % of the planned amount, that edge included, and no band above it. */
export type MilestoneBand = { readonly status: Exclude<MilestoneStatus, 'no-checkpoint'>; readonly atLeastPercent: PercentText };

/** Bands from the highest to the lowest edge; below the last one `otherwise` holds. Each check keeps the version it used. */
export type MilestonePolicy = {
  readonly version: number;
  readonly bands: readonly MilestoneBand[];
  readonly otherwise: Exclude<MilestoneStatus, 'no-checkpoint'>;
};

/** ≥100 % 达标, 80–<100 % 关注, 60–<80 % 滞后(黄), <60 % 严重滞后(红). A decision of this house: no public rule exists. */
export const milestonePolicyV1: MilestonePolicy = {
  version: 1,
  bands: [
    { status: 'met', atLeastPercent: '100.00' as PercentText },
    { status: 'watch', atLeastPercent: '80.00' as PercentText },
    { status: 'behind', atLeastPercent: '60.00' as PercentText },
  ],
  otherwise: 'severe',
};
