import { occurrencesPerYear } from '@budget/domain/indicators';
import { Percent } from '@budget/kernel';
import type { Finding } from '../finding';
import type { ParsedIndicator } from '../parsed-target-document';
import { projectFinding, quoted, type FindingRule, type JudgedProject } from './finding-rule';

/** 按季、按月支付的项目 needs some money at every milestone until all is paid. */
export const paymentFrequencyRule: FindingRule = (project) =>
  project.indicators.flatMap((indicator, index) => {
    const times = occurrencesPerYear(indicator.parsed);
    if (times === null || times < 4 || !isAboutPayment(indicator)) return [];
    const idle = milestoneWithoutNewMoney(project);
    if (idle === null) return [];
    const message = `${quoted(indicator.level3)}的指标值${quoted(indicator.target)}要求按季或按月支付，资金支出计划到${idle}却没有新增；请核对指标值与支出计划。`;
    return [
      projectFinding(project, 'freq-vs-plan', `indicators[${index}].target`, message, [
        `indicators[${index}].target`,
        ...planFields(project),
      ]),
    ];
  });

const isAboutPayment = ({ level3, description }: ParsedIndicator): boolean =>
  /拨付|发放|支付|拨款|缴纳|薪酬|工资|补贴|补助/.test(`${level3}\n${description}`);

/** The label of the first milestone, up to full payment, at which the plan states no more money than before. */
function milestoneWithoutNewMoney({ plan }: JudgedProject): string | null {
  let before = Percent.zero;
  for (const { label, percent } of plan) {
    const stated = percent === null ? before : Percent.parse(percent);
    if (!stated.exceeds(before)) return Percent.hundred.exceeds(before) ? label : null;
    before = stated;
  }
  return null;
}

/** Work due by a month whose money is planned only for a later milestone: finished but unpaid raises no alert until then. */
export const deadlineRule: FindingRule = (project) =>
  project.indicators.flatMap((indicator, index): readonly Finding[] => {
    if (indicator.parsed.kind !== 'DEADLINE_MONTH') return [];
    const month = Number(indicator.parsed.value);
    const due = project.plan.find((milestone) => milestone.month >= month);
    const paid = project.plan.find(({ percent }) => percent === '100.00');
    if (!due || !paid || paid.month <= due.month) return [];
    const message = `${quoted(indicator.level3)}要求 ${month} 月底前完成，资金支出计划到${due.label}没有达到 100%，${paid.label}才付清；请核对完成时限与支出计划。`;
    return [
      projectFinding(project, 'deadline-vs-plan', `indicators[${index}].target`, message, [
        `indicators[${index}].target`,
        ...planFields(project),
      ]),
    ];
  });

const planFields = ({ plan }: JudgedProject): readonly string[] => plan.map((_, index) => `plan[${index}].percent`);
