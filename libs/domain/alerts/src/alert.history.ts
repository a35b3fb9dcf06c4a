import type { EventHistory } from '@budget/kernel';
import type { AlertEvent } from './alert.events';

export const alertHistory: EventHistory<AlertEvent> = {
  AlertRaised: { current: 1, steps: {} },
  AlertReassessed: { current: 1, steps: {} },
  AlertAcknowledged: { current: 1, steps: {} },
  AlertResolved: { current: 1, steps: {} },
};
