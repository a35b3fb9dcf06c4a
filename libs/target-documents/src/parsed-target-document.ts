import type { ParsedTarget } from '@budget/domain/indicators';
import type { AmountText, LocalDate, PercentText } from '@budget/kernel';
import type { Finding } from './finding';
import type { ProjectCodeCheck } from './project-code';
import type { Cell, Place } from './table-model';

export type PublishedUnit = { readonly code: string; readonly name: string };

/** `month` 1–12; `date` its last day in the fiscal year, null while the year is unknown; a blank cell is null, never 0. */
export type ParsedMilestone = {
  readonly month: number;
  readonly date: LocalDate | null;
  readonly label: string;
  readonly percent: PercentText | null;
};

/** `target` is the published text with the line breaks inside the cell closed up; `parsed` what could be read from it. */
export type ParsedIndicator = {
  readonly level1: string;
  readonly level2: string;
  readonly level3: string;
  readonly description: string;
  readonly target: string;
  readonly basis: string;
  readonly parsed: ParsedTarget;
  readonly place: Place;
};

/**
 * One project as published. Amounts are 元; null where the document states none that can be read (a blank 其他资金 is null).
 * `published` holds each field's cell verbatim with its place, by field path ("budget.total", "plan[2].percent",
 * "indicators[3].target"). A project with a finding of severity "error" must not be registered.
 */
export type ParsedProject = {
  readonly projectCode: string | null;
  readonly codeCheck: ProjectCodeCheck;
  readonly name: string | null;
  readonly unit: PublishedUnit | null;
  readonly budget: { readonly fiscal: AmountText | null; readonly other: AmountText | null; readonly total: AmountText | null };
  readonly purpose: string;
  readonly objectives: readonly string[];
  readonly plan: readonly ParsedMilestone[];
  readonly indicators: readonly ParsedIndicator[];
  readonly findings: readonly Finding[];
  readonly published: Readonly<Record<string, Cell>>;
};

/** A part of the text before the tables (部门整体绩效目标): its heading and the paragraphs under it. */
export type NarrativeSection = {
  readonly heading: string | null;
  readonly paragraphs: readonly { readonly text: string; readonly place: Place }[];
};

export type NotUnderstood = { readonly place: Place; readonly text: string; readonly message: string };

/** `region` is the 财政区划 (6 digits) most project codes begin with; `findings` are those of no single project. */
export type ParsedTargetDocument = {
  readonly fiscalYear: number | null;
  readonly region: string | null;
  readonly units: readonly PublishedUnit[];
  readonly narrative: readonly NarrativeSection[];
  readonly projects: readonly ParsedProject[];
  readonly findings: readonly Finding[];
  readonly notUnderstood: readonly NotUnderstood[];
};
