import { Percent } from '@budget/kernel';
import { isBlank } from '../cell-text';
import type { Finding, FindingCode } from '../finding';
import { projectFinding, quoted, type FindingRule, type JudgedProject } from './finding-rule';

const isHundred = (percent: string | null): boolean => percent === '100.00';

type Milestone = JudgedProject['plan'][number] & { readonly field: string };

const milestonesOf = ({ plan }: JudgedProject): readonly Milestone[] =>
  plan.map((milestone, index) => ({ ...milestone, field: `plan[${index}].percent` }));

/** Faults that make a plan unusable: cells that are missing, no percentage, above 100 or falling. */
export const planStructureRule: FindingRule = (project) => {
  const milestones = milestonesOf(project);
  return [
    ...milestones.flatMap((milestone, index) => cellFaults(project, milestone, milestones[index - 1])),
    ...fallingFaults(project, milestones),
  ];
};

function cellFaults(
  project: JudgedProject,
  { field, label, month, percent }: Milestone,
  before: Milestone | undefined,
): readonly Finding[] {
  const findings: Finding[] = [];
  const printed = (project.published[field]?.text ?? '').trim();
  if (!project.published[field]) {
    const message = `资金支出计划的${label}没有对应的单元格；请核对计划栏的列数后重新导入。`;
    findings.push(projectFinding(project, 'plan-unreadable', field, message, [field.replace('percent', 'label')]));
  }
  if (before?.month === month) {
    findings.push(projectFinding(project, 'plan-unreadable', field, `资金支出计划中${label}出现两次；请核对计划栏后重新导入。`));
  }
  if (percent === null && printed !== '') {
    const message = `资金支出计划${label}的${quoted(printed)}不是百分数；请改成如“66%”的数字或留空后重新导入。`;
    findings.push(projectFinding(project, 'plan-not-a-number', field, message));
  }
  if (percent !== null && Percent.parse(percent).exceeds(Percent.hundred)) {
    const message = `资金支出计划${label}为 ${percent}%，超过 100%；累计支出计划不得超过预算，请核对后重新导入。`;
    findings.push(projectFinding(project, 'plan-above-100', field, message));
  }
  return findings;
}

function fallingFaults(project: JudgedProject, milestones: readonly Milestone[]): readonly Finding[] {
  const stated = milestones.flatMap((milestone) => (milestone.percent === null ? [] : [{ ...milestone, percent: milestone.percent }]));
  return stated.flatMap((milestone, index): readonly Finding[] => {
    const before = stated[index - 1];
    if (!before || !Percent.parse(before.percent).exceeds(Percent.parse(milestone.percent))) return [];
    const message = `资金支出计划${milestone.label}的 ${milestone.percent}% 低于${before.label}的 ${before.percent}%；计划是累计数，不得下降，请核对后重新导入。`;
    return [projectFinding(project, 'plan-not-monotone', milestone.field, message, [before.field, milestone.field])];
  });
}

/** Plans that can be used, but say little or stop short. */
export const planShapeRule: FindingRule = (project) => {
  const { plan } = project;
  const last = plan.at(-1);
  if (!last) return [];
  const fields = plan.map((_, index) => `plan[${index}].percent`);
  const stated = plan.filter(({ percent }) => percent !== null);
  const finding = (code: FindingCode, message: string): readonly Finding[] => [projectFinding(project, code, 'plan', message, fields)];

  if (fields.every((field) => isBlank(project.published[field]?.text ?? ''))) {
    return finding('plan-empty', '资金支出计划各时点都为空，项目没有考核点；请单位补报支出计划。');
  }
  const lastStated = stated.at(-1);
  if (!lastStated) return [];
  if (!isHundred(lastStated.percent)) {
    return finding(
      'plan-not-100',
      `资金支出计划最后一次填报（${lastStated.label}）为 ${lastStated.percent}%，全年没有达到 100%；请单位说明其余资金的安排。`,
    );
  }
  if (last.percent === null) {
    const blanks = plan.slice(plan.indexOf(lastStated) + 1).map(({ label }) => label);
    return finding(
      'plan-blank-after-100',
      `资金支出计划${lastStated.label}已为 100%，其后${blanks.join('、')}为空，按已完成 100% 读取；请单位确认。`,
    );
  }
  if (stated.length === 1 && plan.length > 1) {
    return finding('plan-late', `资金支出计划只有${last.label}一个时点，在此之前无法考核支出进度；请单位考虑补充年中时点。`);
  }
  return [];
};
