import { describePlace, type Cell } from './table-model';

export type FindingSeverity = 'error' | 'major' | 'minor' | 'info';

/** What a document is checked for. "error" is a fault of structure and keeps a project out; all else is a remark on its text. */
export const FINDING_SEVERITIES = {
  'project-code-missing': 'error',
  'project-code-malformed': 'error',
  'duplicate-project-code': 'error',
  'project-name-missing': 'error',
  'unit-missing': 'error',
  'budget-missing': 'error',
  'budget-not-a-number': 'error',
  'budget-negative': 'error',
  'budget-sum-differs': 'error',
  'money-unit-unknown': 'error',
  'plan-unreadable': 'error',
  'plan-not-a-number': 'error',
  'plan-not-monotone': 'error',
  'plan-above-100': 'error',

  'plan-missing': 'major',
  'plan-empty': 'major',
  'plan-not-100': 'major',
  'freq-vs-plan': 'major',
  'deadline-vs-plan': 'minor',
  'plan-blank-after-100': 'minor',
  'plan-late': 'minor',

  'indicators-missing': 'major',
  'indicator-row-incomplete': 'major',
  'level1-missing': 'minor',
  'level2-missing': 'minor',
  'level2-swapped': 'major',
  'target-missing': 'major',
  'malformed-target': 'major',
  'wrong-direction': 'major',
  'no-start-date': 'major',
  'target-not-understood': 'minor',
  'target-copies-description': 'minor',
  'no-operator': 'minor',
  'rate-over-100': 'minor',
  'duration-as-timeliness': 'minor',
  'small-population': 'minor',
  'redundant-operator': 'info',
  'unit-mismatch': 'info',

  'cost-gt-budget': 'major',
  'cost-ne-budget': 'major',
  arithmetic: 'major',
  'funding-shortfall': 'major',
  'unit-cost': 'info',

  'money-unit-missing': 'major',
  'stale-text': 'major',
  'project-code-check': 'minor',
  'prior-year-code': 'minor',
  'title-differs': 'minor',
  'name-is-document-title': 'info',
  'text-artefact': 'info',

  'fiscal-year-unknown': 'major',
  'fiscal-year-differs': 'major',
  'region-differs': 'minor',
  'unit-name-differs': 'minor',
  'cost-equals-budget': 'minor',
  'qualitative-only': 'minor',
  'text-cut-off': 'major',
  'document-style': 'info',
  'part1-duplicate': 'info',
  'bookmark-artefact': 'info',
  'other-funds-empty': 'info',
} as const satisfies Readonly<Record<string, FindingSeverity>>;
export type FindingCode = keyof typeof FINDING_SEVERITIES;

export type Evidence = { readonly text: string; readonly place: string };

/**
 * A remark on published text, never a correction of it. `field` is a path such as "indicators[3].target", counted from 0;
 * `message` is one Chinese sentence that names the field, the rule and the next step; `evidence` is the text as published.
 */
export type Finding = {
  readonly code: FindingCode;
  readonly severity: FindingSeverity;
  readonly field: string;
  readonly message: string;
  readonly evidence: readonly Evidence[];
};

export const findingOf = (code: FindingCode, field: string, message: string, cells: readonly (Cell | undefined)[]): Finding => ({
  code,
  severity: FINDING_SEVERITIES[code],
  field,
  message,
  evidence: cells.filter((cell) => cell !== undefined).map(({ text, place }) => ({ text, place: describePlace(place) })),
});
