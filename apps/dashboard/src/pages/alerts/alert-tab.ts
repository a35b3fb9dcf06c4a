import type { AlertCountsView, AlertsQuery } from '@budget/contracts';

export const alertTabs = ['unresolved', 'resolved', 'all'] as const;
export type AlertTab = (typeof alertTabs)[number];

/** The tab that an address is in; `open` and `acknowledged` are parts of the first. */
export const tabOf = (status: string | null | undefined): AlertTab => (status === 'resolved' || status === 'all' ? status : 'unresolved');

/** What the list is asked for. */
export function statusAsked(status: string | undefined): AlertsQuery['status'] {
  if (status === 'open' || status === 'acknowledged') return status;
  const tab = tabOf(status);
  return tab === 'all' ? undefined : tab;
}

export function countIn(tab: AlertTab, { open, acknowledged, resolved }: AlertCountsView): number {
  if (tab === 'resolved') return resolved;
  return open + acknowledged + (tab === 'all' ? resolved : 0);
}
