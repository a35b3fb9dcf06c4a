import { accept, reject, type Decision } from '@budget/kernel';
import type { AcknowledgeAlert } from './alert.commands';
import type { AlertEvent } from './alert.events';
import type { AlertRejection } from './alert.rejections';
import type { Alert } from './alert.state';
import { alertId as idOf } from './alert.stream';

/** The same person again is nothing: the first acknowledgement stands. */
export function acknowledgeAlert(state: Alert, { alertId, by, note }: AcknowledgeAlert): Decision<AlertEvent, AlertRejection> {
  if (state.status === 'none') return reject({ kind: 'alert-not-found', alertId });
  if (state.status === 'resolved' || alertId !== state.of.alertId) {
    return reject({ kind: isEpisodeOf(state, alertId) ? 'alert-resolved' : 'alert-not-found', alertId });
  }
  if (state.acknowledgedBy === by) return accept();
  if (state.acknowledgedBy !== null) return reject({ kind: 'already-acknowledged', alertId, by: state.acknowledgedBy });
  return accept({ type: 'AlertAcknowledged', schemaVersion: 1, data: { ...state.of, by, note } });
}

const isEpisodeOf = ({ of }: Exclude<Alert, { status: 'none' }>, alertId: string): boolean =>
  Array.from({ length: of.episode }, (_, index) => idOf(of, index + 1)).includes(alertId);
