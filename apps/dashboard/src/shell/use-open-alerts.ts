import { useMoment } from '../address/use-moment';
import { useRead } from '../api/use-read';

/** Alerts that nobody has resolved, for the number beside the menu word. */
export const useOpenAlerts = (): number => useRead('getSummary', { query: useMoment() }).data?.alerts.open ?? 0;
