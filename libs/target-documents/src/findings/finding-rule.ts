import { Money } from '@budget/kernel';
import { findingOf, type Finding, type FindingCode } from '../finding';
import type { ProjectReading } from '../project-table.parser';

/** A project under judgement: what was read, and the year it is budgeted for. */
export type JudgedProject = ProjectReading & { readonly fiscalYear: number | null };

/** A rule looks at one project and says what it finds; it never changes what was read. */
export type FindingRule = (project: JudgedProject) => readonly Finding[];

/** A finding about a field of a project, with the cells of `fields` (by default of the field itself, else the title) as evidence. */
export function projectFinding(
  project: JudgedProject,
  code: FindingCode,
  field: string,
  message: string,
  fields: readonly string[] = [field],
): Finding {
  const cells = fields.map((path) => project.published[path]).filter((cell) => cell !== undefined);
  const found = cells.length > 0 ? cells : [project.published['title'] ?? project.published['projectCode'] ?? project.published['name']];
  return findingOf(code, field, message, found);
}

/** Published words in quotation marks, cut to a length that fits a sentence. */
export const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** What a field is called on the form, for messages: "第 4 项绩效指标“及时率”的指标值". */
export function fieldLabel(project: JudgedProject, field: string): string {
  const [, list, digits, column = ''] = /^(indicators|objectives)\[(\d+)\](?:\.(\w+))?$/.exec(field) ?? [];
  const number = Number(digits) + 1;
  if (list === 'objectives') return `第 ${number} 条绩效目标`;
  if (list === 'indicators') {
    const name = quoted(project.indicators[number - 1]?.level3 ?? '');
    return `第 ${number} 项绩效指标${name}的${COLUMN_LABELS.get(column) ?? column}`;
  }
  return FIELD_LABELS.get(field) ?? field;
}

const FIELD_LABELS: ReadonlyMap<string, string> = new Map([
  ['name', '项目名称'],
  ['purpose', '资金用途'],
]);

const COLUMN_LABELS: ReadonlyMap<string, string> = new Map([
  ['level1', '一级指标'],
  ['level2', '二级指标'],
  ['level3', '三级指标'],
  ['description', '绩效指标描述'],
  ['target', '指标值'],
  ['basis', '指标值确定依据'],
]);

/** An amount for messages, exact: in 万元 where two decimals suffice, else in 元. */
export function inWords(amount: Money): string {
  const wan = amount.toWanText();
  return Money.parseWan(wan).equals(amount) ? `${wan} 万元` : `${amount.toText()} 元`;
}
