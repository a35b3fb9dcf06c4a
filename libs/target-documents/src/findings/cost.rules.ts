import { targetAmount } from '@budget/domain/indicators';
import { Money } from '@budget/kernel';
import type { Finding } from '../finding';
import { fieldLabel, inWords, projectFinding, quoted, type FindingRule, type JudgedProject } from './finding-rule';

const budgetOf = ({ budget }: JudgedProject): Money | null => (budget.total === null ? null : Money.parse(budget.total));

/** A cap on the whole cost should be the budget: above it can never be exceeded, below it spending the budget breaks it. */
export const totalCostRule: FindingRule = (project) => {
  const budget = budgetOf(project);
  return project.indicators.flatMap(({ level3, parsed }, index): readonly Finding[] => {
    const cap = parsed.kind === 'MONEY_MAX_TOTAL' ? targetAmount(parsed) : null;
    if (!cap || !budget || cap.equals(budget)) return [];
    const field = `indicators[${index}].target`;
    const [code, consequence] = cap.exceeds(budget)
      ? (['cost-gt-budget', '高于预算，永远不会突破'] as const)
      : (['cost-ne-budget', '低于预算，花完预算就会突破'] as const);
    const message = `成本上限${quoted(level3)}为 ${inWords(cap)}，${consequence}（预算数 ${inWords(budget)}）；请核对指标值或说明它只对应部分支出。`;
    return [projectFinding(project, code, field, message, [field, 'budget.total'])];
  });
};

/** Cost of one times the number of them, against the budget. Only where one 数量指标 counts whole things. */
export const unitCostRule: FindingRule = (project) => {
  const budget = budgetOf(project);
  const counts = project.indicators.filter(({ level2, parsed }) => level2 === '数量指标' && parsed.kind.startsWith('COUNT_'));
  const [counted] = counts;
  if (!budget || !counted || counts.length !== 1 || !/^\d+$/.test(counted.parsed.value ?? '')) return [];

  return project.indicators.flatMap(({ level3, parsed }, index): readonly Finding[] => {
    const one = parsed.kind === 'MONEY_MAX_UNIT' || parsed.kind === 'MONEY_EXACT_UNIT' ? targetAmount(parsed) : null;
    if (!one) return [];
    const all = times(one, counted.parsed.value ?? '');
    const field = `indicators[${index}].target`;
    const fields = [field, `indicators[${project.indicators.indexOf(counted)}].target`, 'budget.total'];
    const sum = `${quoted(level3)} ${inWords(one)} × ${counted.parsed.value} = ${inWords(all)}`;
    if (all.equals(budget))
      return [projectFinding(project, 'unit-cost', field, `${sum}，与预算数相符，是单位成本；考核时请按单位成本计算。`, fields)];
    const message = `${sum}，与预算数 ${inWords(budget)}不等；请核对单位成本、数量或预算数。`;
    return [projectFinding(project, 'arithmetic', field, message, fields)];
  });
};

function times(amount: Money, count: string): Money {
  const fen = (BigInt(amount.toText().replace('.', '')) * BigInt(count)).toString().padStart(3, '0');
  return Money.parse(`${fen.slice(0, -2)}.${fen.slice(-2)}`);
}

const STATED_NEED = /需要?(?:申请|安排|投入)?(?:财政)?(?:资金|经费|费用)?(?:大?约|共计|总计|共)?(\d{1,9}(?:\.\d{1,6})?)(亿元|万元|元)/g;

/** The text says how much is needed, and it is more than the budget. */
export const fundingShortfallRule: FindingRule = (project) => {
  const budget = budgetOf(project);
  if (!budget) return [];
  const texts = [
    ['purpose', project.purpose] as const,
    ...project.objectives.map((text, index) => [`objectives[${index}]`, text] as const),
  ];
  for (const [field, text] of texts) {
    for (const [words, value = '', unit = ''] of text.matchAll(STATED_NEED)) {
      const need = targetAmount({ value, unit });
      if (!need?.exceeds(budget)) continue;
      const message = `${fieldLabel(project, field)}中的${quoted(words)}超过预算数 ${inWords(budget)}；请说明其余 ${inWords(need.minus(budget))}的来源，或核对绩效目标是否按预算数确定。`;
      return [projectFinding(project, 'funding-shortfall', field, message, [field, 'budget.total'])];
    }
  }
  return [];
};
