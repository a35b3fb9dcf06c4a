import { assertNever, type Decider, type Decision } from '@budget/kernel';
import { acknowledgeAlert } from './acknowledge-alert.decision';
import type { AlertCommand } from './alert.commands';
import type { AlertEvent } from './alert.events';
import type { AlertRejection } from './alert.rejections';
import { evolve, noAlert, type Alert } from './alert.state';
import { assessLag } from './assess-lag.decision';

/** One project × rule: at most one open episode. */
export const alertDecider: Decider<Alert, AlertCommand, AlertEvent, AlertRejection> = { initialState: noAlert, decide, evolve };

function decide(state: Alert, command: AlertCommand): Decision<AlertEvent, AlertRejection> {
  switch (command.type) {
    case 'AssessLag':
      return assessLag(state, command);
    case 'AcknowledgeAlert':
      return acknowledgeAlert(state, command);
    default:
      return assertNever(command);
  }
}
