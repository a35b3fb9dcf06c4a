import { assertNever } from '@budget/kernel';
import type { AlertEvent, AlertEvidence, AlertRaised } from './alert.events';

type OfEpisode = Pick<AlertRaised['data'], 'alertId' | 'episode' | 'rule' | 'projectCode' | 'fiscalYear' | 'unitCode'>;

/** One project × rule. `episode` counts the times it opened; the latest one is the one that is open or resolved. */
export type Alert =
  | { readonly status: 'none' }
  | {
      readonly status: 'open';
      readonly of: OfEpisode;
      readonly evidence: AlertEvidence;
      readonly acknowledgedBy: string | null;
    }
  | { readonly status: 'resolved'; readonly of: OfEpisode };

export const noAlert: Alert = { status: 'none' };

export function evolve(state: Alert, { type, data }: AlertEvent): Alert {
  switch (type) {
    case 'AlertRaised':
      return { status: 'open', of: episodeOf(data), evidence: data.evidence, acknowledgedBy: null };
    case 'AlertReassessed':
      return { ...open(state), of: episodeOf(data), evidence: data.evidence };
    case 'AlertAcknowledged':
      return { ...open(state), acknowledgedBy: data.by };
    case 'AlertResolved':
      return { status: 'resolved', of: open(state).of };
    default:
      return assertNever(type);
  }
}

const episodeOf = ({ alertId, episode, rule, projectCode, fiscalYear, unitCode }: OfEpisode): OfEpisode => ({
  alertId,
  episode,
  rule,
  projectCode,
  fiscalYear,
  unitCode,
});

function open(state: Alert): Extract<Alert, { status: 'open' }> {
  if (state.status !== 'open') throw new Error('Broken history: a fact of an alert that is not open');
  return state;
}
