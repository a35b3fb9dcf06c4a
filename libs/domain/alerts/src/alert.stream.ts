import type { AlertRule } from './alert.events';

type Of = { readonly projectCode: string; readonly fiscalYear: number; readonly rule: AlertRule };

/** One stream per project × rule, so that two open episodes of one rule cannot exist. */
export const alertStream = (of: Of): string => `alert-${of.projectCode}-${of.fiscalYear}-${of.rule}`;

/** Names one episode in addresses and messages, e.g. "13043425P00000110076T-2025-milestone-missed-1". */
export const alertId = (of: Of, episode: number): string => `${of.projectCode}-${of.fiscalYear}-${of.rule}-${episode}`;
