import { accept, Percent, type Decision, type PercentText } from '@budget/kernel';
import type { AssessLag, LagAssessment } from './alert.commands';
import type { AlertEvent, AlertEvidence, AlertSeverity } from './alert.events';
import type { AlertPolicy } from './alert.policy';
import type { Alert } from './alert.state';
import { alertId } from './alert.stream';
import { lagEvidence } from './lag-evidence';

type Open = Extract<Alert, { status: 'open' }>;

const FIRST_LEVEL = 1;

/** Raise below the entry line, close at the leaving line, restate when what the alert says has changed; otherwise nothing. */
export function assessLag(state: Alert, command: AssessLag): Decision<AlertEvent, never> {
  const due = command.assessment?.plannedAmount.isPositive() ? command.assessment : null;
  if (state.status === 'open') return due ? reassess(state, due, command.policy) : resolveNothingDue(state);
  return due && !reaches(due, command.policy.enterBelow) ? raise(state, due, command) : accept();
}

function raise(state: Exclude<Alert, Open>, due: LagAssessment, { projectCode, fiscalYear, rule, policy }: AssessLag) {
  const episode = state.status === 'none' ? 1 : state.of.episode + 1;
  return accept<AlertEvent>({
    type: 'AlertRaised',
    schemaVersion: 1,
    data: {
      alertId: alertId({ projectCode, fiscalYear, rule }, episode),
      episode,
      rule,
      projectCode,
      fiscalYear,
      unitCode: due.unitCode,
      projectName: due.projectName,
      level: FIRST_LEVEL,
      evidence: lagEvidence(due, policy, severityOf(due, policy), 'lags'),
    },
  });
}

function reassess(state: Open, due: LagAssessment, policy: AlertPolicy): Decision<AlertEvent, never> {
  const of = { ...state.of, unitCode: due.unitCode };
  if (reaches(due, policy.leaveAt)) {
    const evidence = lagEvidence(due, policy, state.evidence.severity, 'caught-up');
    const reason = `实际净支出已达到计划应支出的 ${policy.leaveAt}%`;
    return accept<AlertEvent>({ type: 'AlertResolved', schemaVersion: 1, data: { ...of, evidence, reason } });
  }
  if (of.unitCode === state.of.unitCode && saysTheSame(state.evidence, due, policy)) return accept();
  const evidence = lagEvidence(due, policy, severityOf(due, policy), 'lags');
  return accept<AlertEvent>({ type: 'AlertReassessed', schemaVersion: 1, data: { ...of, evidence } });
}

/** Whether it would read the same, word for word, for the day on which it was last told: that the clock or the store moved on is no news. */
function saysTheSame(told: AlertEvidence, due: LagAssessment, policy: AlertPolicy): boolean {
  const { asOf, throughVersion, throughPosition } = told;
  const retold = lagEvidence({ ...due, asOf, throughVersion, throughPosition }, policy, severityOf(due, policy), 'lags');
  return (Object.keys(retold) as (keyof AlertEvidence)[]).every((field) => retold[field] === told[field]);
}

const resolveNothingDue = ({ of }: Open): Decision<AlertEvent, never> =>
  accept<AlertEvent>({
    type: 'AlertResolved',
    schemaVersion: 1,
    data: { ...of, evidence: null, reason: '按现行计划目前没有应支出的金额' },
  });

const severityOf = (due: LagAssessment, { redBelow }: AlertPolicy): AlertSeverity => (reaches(due, redBelow) ? 'yellow' : 'red');

const reaches = ({ actual, plannedAmount }: LagAssessment, percent: PercentText): boolean =>
  actual.reaches(Percent.parse(percent), plannedAmount);
