import { Money, parseLocalDate, Percent } from '@budget/kernel';
import type { AcknowledgeAlert, AssessLag, LagAssessment } from './alert.commands';
import type { AlertAcknowledged, AlertEvidence, AlertRaised, AlertReassessed, AlertResolved } from './alert.events';
import { alertPolicyV1 } from './alert.policy';

// For specs: a project of 30,000.00 元, due at 66 % = 19,800.00 元 since 31 October 2025.

const project = { projectCode: '13043425P00000110076T', fiscalYear: 2025, rule: 'milestone-missed' } as const;

export const due: LagAssessment = {
  budget: Money.parse('30000.00'),
  plannedPercent: Percent.parse('66.00'),
  plannedAmount: Money.parse('19800.00'),
  actual: Money.zero,
  milestone: parseLocalDate('2025-10-31'),
  asOf: parseLocalDate('2025-11-02'),
  planVersion: 1,
  policyVersion: 1,
  throughVersion: '4',
  throughPosition: '90',
  projectName: '工资系统维护费',
  unitCode: '203001',
};

export const assessing = (actual: string, more: Partial<LagAssessment> = {}): AssessLag => ({
  type: 'AssessLag',
  ...project,
  assessment: { ...due, actual: Money.parse(actual), ...more },
  policy: alertPolicyV1,
});

export const assessingNothingDue = (): AssessLag => ({ ...assessing('0.00'), assessment: null });

export const idOfEpisode = (episode: number): string => `13043425P00000110076T-2025-milestone-missed-${episode}`;

export const acknowledging = (by: string, episode = 1, note: string | null = null): AcknowledgeAlert => ({
  type: 'AcknowledgeAlert',
  alertId: idOfEpisode(episode),
  by,
  note,
});

const ofEpisode = (episode: number) => ({ alertId: idOfEpisode(episode), episode, ...project, unitCode: '203001' });

export const yellow: AlertEvidence = {
  severity: 'yellow',
  milestone: due.milestone,
  asOf: due.asOf,
  budget: due.budget.toText(),
  plannedPercent: due.plannedPercent.toText(),
  plannedAmount: due.plannedAmount.toText(),
  actualAmount: Money.parse('15642.00').toText(),
  ratio: '0.7900',
  planVersion: 1,
  policyVersion: 1,
  throughVersion: '4',
  throughPosition: '90',
  sentence:
    '黄灯：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
    '截至2025-11-02实际净支出15642.00元（1.56万元），为计划的79.00%，比计划少4158.00元（0.42万元）。',
  formula: '实际净支出 ÷ 计划应支出 = 15642.00 ÷ (预算现额 30000.00 × 66.00%) = 15642.00 ÷ 19800.00 = 0.7900，低于预警线 80.00%',
};

export const red: AlertEvidence = {
  ...yellow,
  severity: 'red',
  actualAmount: Money.parse('11682.00').toText(),
  ratio: '0.5900',
  sentence:
    '红灯：项目「工资系统维护费」在考核点2025-10-31应累计支出预算现额30000.00元（3.00万元）的66.00%，即19800.00元（1.98万元）；' +
    '截至2025-11-02实际净支出11682.00元（1.17万元），为计划的59.00%，比计划少8118.00元（0.81万元）。',
  formula: '实际净支出 ÷ 计划应支出 = 11682.00 ÷ (预算现额 30000.00 × 66.00%) = 11682.00 ÷ 19800.00 = 0.5900，低于红灯线 60.00%',
};

export const raised = (evidence: AlertEvidence, episode = 1): AlertRaised => ({
  type: 'AlertRaised',
  schemaVersion: 1,
  data: { ...ofEpisode(episode), projectName: '工资系统维护费', level: 1, evidence },
});

export const reassessed = (evidence: AlertEvidence, episode = 1): AlertReassessed => ({
  type: 'AlertReassessed',
  schemaVersion: 1,
  data: { ...ofEpisode(episode), evidence },
});

export const acknowledged = (by: string, episode = 1, note: string | null = null): AlertAcknowledged => ({
  type: 'AlertAcknowledged',
  schemaVersion: 1,
  data: { ...ofEpisode(episode), by, note },
});

export const resolved = (evidence: AlertEvidence | null, reason: string, episode = 1): AlertResolved => ({
  type: 'AlertResolved',
  schemaVersion: 1,
  data: { ...ofEpisode(episode), evidence, reason },
});
