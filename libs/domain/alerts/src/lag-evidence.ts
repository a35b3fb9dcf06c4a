import { Percent, type Money } from '@budget/kernel';
import type { LagAssessment } from './alert.commands';
import type { AlertEvidence, AlertSeverity } from './alert.events';
import type { AlertPolicy } from './alert.policy';

const LIGHTS: Readonly<Record<AlertSeverity, string>> = { red: '红灯', yellow: '黄灯', info: '提示' };

/** What the rule saw, with a sentence and a formula that a person can check by hand. For a resolution, `severity` is the last one. */
export function lagEvidence(of: LagAssessment, policy: AlertPolicy, severity: AlertSeverity, outcome: 'lags' | 'caught-up'): AlertEvidence {
  return {
    severity,
    milestone: of.milestone,
    asOf: of.asOf,
    budget: of.budget.toText(),
    plannedPercent: of.plannedPercent.toText(),
    plannedAmount: of.plannedAmount.toText(),
    actualAmount: of.actual.toText(),
    ratio: ratioOf(of),
    planVersion: of.planVersion,
    policyVersion: of.policyVersion,
    throughVersion: of.throughVersion,
    throughPosition: of.throughPosition,
    sentence: outcome === 'lags' ? lagSentence(of, severity) : caughtUpSentence(of, policy),
    formula: formulaOf(of, policy, severity, outcome),
  };
}

const yuan = (amount: Money): string => `${amount.toText()}元（${amount.toWanText()}万元）`;

/** Four decimals, rounded down, so that it never looks better than it is. The planned amount is never zero here. */
const ratioOf = ({ actual, plannedAmount }: LagAssessment): string => actual.ratioTo(plannedAmount, 4, 'down') ?? '0.0000';

const shareOf = ({ actual, plannedAmount }: LagAssessment): string =>
  `${(Percent.of(actual, plannedAmount, 'down') ?? Percent.zero).toText()}%`;

const facts = (of: LagAssessment): string =>
  `项目「${of.projectName}」在考核点${of.milestone}应累计支出预算现额${yuan(of.budget)}的${of.plannedPercent.toText()}%，` +
  `即${yuan(of.plannedAmount)}；截至${of.asOf}实际净支出${yuan(of.actual)}，为计划的${shareOf(of)}`;

const lagSentence = (of: LagAssessment, severity: AlertSeverity): string =>
  `${LIGHTS[severity]}：${facts(of)}，比计划少${yuan(of.plannedAmount.minus(of.actual))}。`;

const caughtUpSentence = (of: LagAssessment, { leaveAt }: AlertPolicy): string => `销号：${facts(of)}，已达到销号线${leaveAt}%。`;

function formulaOf(of: LagAssessment, policy: AlertPolicy, severity: AlertSeverity, outcome: 'lags' | 'caught-up'): string {
  const division =
    `实际净支出 ÷ 计划应支出 = ${of.actual.toText()} ÷ (预算现额 ${of.budget.toText()} × ${of.plannedPercent.toText()}%) = ` +
    `${of.actual.toText()} ÷ ${of.plannedAmount.toText()} = ${ratioOf(of)}`;
  if (outcome === 'caught-up') return `${division}，不低于销号线 ${policy.leaveAt}%`;
  if (severity === 'red') return `${division}，低于红灯线 ${policy.redBelow}%`;
  return of.actual.reaches(Percent.parse(policy.enterBelow), of.plannedAmount)
    ? `${division}，已回到预警线 ${policy.enterBelow}% 以上但低于销号线 ${policy.leaveAt}%`
    : `${division}，低于预警线 ${policy.enterBelow}%`;
}
