import { Money } from '@budget/kernel';
import { isBlank } from '../cell-text';
import { findingOf, type Finding } from '../finding';
import { moneyUnitIn } from '../form-labels';
import { moneyUnitOf } from '../printed-number';
import { inWords, projectFinding, quoted, type FindingRule, type JudgedProject } from './finding-rule';

/** What must be there to know which project, whose and how much. Every finding of these rules but one keeps the project out. */
export const identityRule: FindingRule = (project) => {
  const findings: Finding[] = [];
  const missing = (code: 'project-code-missing' | 'project-name-missing' | 'unit-missing', field: string, label: string): void => {
    findings.push(projectFinding(project, code, field, `${label}为空，无法登记项目；请按批复补上${label}后重新导入。`));
  };
  if (project.projectCode === null) missing('project-code-missing', 'projectCode', '项目编码');
  else if (!/^[0-9A-Z]{1,40}$/.test(project.projectCode)) {
    const message = `项目编码${quoted(project.projectCode)}含有数字和大写字母以外的字符或超过 40 位；请核对项目编码后重新导入。`;
    findings.push(projectFinding(project, 'project-code-malformed', 'projectCode', message));
  }
  if (project.name === null) missing('project-name-missing', 'name', '项目名称');
  if (project.unit === null) missing('unit-missing', 'unit', '单位编码和名称（如“203001某某单位”）');
  return findings;
};

const BUDGET_LABELS = { total: '预算数', fiscal: '财政资金', other: '其他资金' } as const;

export const budgetRule: FindingRule = (project) => {
  const unit = moneyUnitProblem(project);
  if (unit?.severity === 'error') return [unit];
  const findings: Finding[] = unit ? [unit] : [];

  for (const part of ['total', 'fiscal', 'other'] as const) {
    const field = `budget.${part}`;
    const label = BUDGET_LABELS[part];
    const printed = project.published[field]?.text ?? '';
    const amount = project.budget[part];
    if (isBlank(printed)) {
      if (part === 'total')
        findings.push(projectFinding(project, 'budget-missing', field, '预算数为空，无法登记项目；请补上预算数后重新导入。'));
    } else if (amount === null) {
      const message = `${label}${quoted(printed.trim())}不是数字或精确不到分；请改成如“3.00”的数字后重新导入。`;
      findings.push(projectFinding(project, 'budget-not-a-number', field, message));
    } else if (Money.parse(amount).isNegative()) {
      findings.push(projectFinding(project, 'budget-negative', field, `${label}${quoted(printed.trim())}小于零；请核对金额后重新导入。`));
    }
  }
  return findings.some(({ severity }) => severity === 'error') ? findings : [...findings, ...sumProblem(project)];
};

function moneyUnitProblem(project: JudgedProject): Finding | null {
  const printed = project.published['moneyUnit'];
  if (!printed) {
    const message = '表上没有“单位：万元”一行，金额按万元读取；请确认金额单位。';
    return projectFinding(project, 'money-unit-missing', 'budget', message, ['budget.total']);
  }
  const unit = moneyUnitIn(printed.text) ?? '';
  if (moneyUnitOf(unit)) return null;
  const message = `金额单位${quoted(unit)}不是万元或元，金额无法读取；请改成“单位：万元”后重新导入。`;
  return projectFinding(project, 'money-unit-unknown', 'budget', message, ['moneyUnit']);
}

function sumProblem(project: JudgedProject): readonly Finding[] {
  const { fiscal, other, total } = project.budget;
  if (total === null) return [];
  const sum = Money.sum([fiscal, other].flatMap((amount) => (amount === null ? [] : [Money.parse(amount)])));
  if (sum.equals(Money.parse(total))) return [];
  const message = `财政资金加其他资金为 ${inWords(sum)}，与预算数 ${inWords(Money.parse(total))}不等；请核对后重新导入。`;
  return [projectFinding(project, 'budget-sum-differs', 'budget.total', message, ['budget.total', 'budget.fiscal', 'budget.other'])];
}

/** Parts of the form that are missing or cannot be taken apart. */
export const formRule: FindingRule = (project) => {
  const findings: Finding[] = [];
  if (!project.hasPlan) {
    findings.push(projectFinding(project, 'plan-missing', 'plan', '没有找到资金支出计划，项目将没有考核点；请确认文件是否完整。'));
  }
  if (!project.hasIndicators) {
    findings.push(projectFinding(project, 'indicators-missing', 'indicators', '没有找到绩效指标表；请确认文件是否完整。'));
  }
  for (const row of project.brokenRows) {
    const message = `绩效指标表中有一行只读到 ${row.length} 个单元格，这一行没有读取；请核对表格后重新导入。`;
    findings.push(findingOf('indicator-row-incomplete', 'indicators', message, row));
  }
  return findings;
};
