import { isSameText } from './published-text';
import type { PlannedIndicator, PlannedMilestone, ProjectTargets, ProjectTargetsRevised } from './project-budget.events';

export type TargetChange = ProjectTargetsRevised['data']['changes'][number];

/**
 * Each field that differs, with its old and new text; `null` where there is none. Milestones are compared by date and
 * indicators by id. A path counts from 0 in the new targets; what was dropped has its old place. Blanks, line breaks, the
 * order of indicators and findings are no change.
 */
export function changesBetween(from: ProjectTargets, to: ProjectTargets): readonly TargetChange[] {
  return [
    ...changed('name', from.name, to.name),
    ...changed('unit.code', from.unit.code, to.unit.code),
    ...changed('unit.name', from.unit.name, to.unit.name),
    ...changed('region', from.region, to.region),
    ...changed('purpose', from.purpose, to.purpose),
    ...objectiveChanges(from.objectives, to.objectives),
    ...(['fiscal', 'other', 'carriedOver'] as const).flatMap((source) =>
      changed(`budget.${source}`, from.budget[source], to.budget[source]),
    ),
    ...planChanges(from.plan, to.plan),
    ...indicatorChanges(from.indicators, to.indicators),
  ];
}

export const planDiffers = (from: readonly PlannedMilestone[], to: readonly PlannedMilestone[]): boolean =>
  planChanges(from, to).length > 0;

const changed = (field: string, from: string | null, to: string | null): readonly TargetChange[] =>
  isSameText(from, to) ? [] : [{ field, from, to }];

const objectiveChanges = (from: readonly string[], to: readonly string[]): readonly TargetChange[] =>
  Array.from({ length: Math.max(from.length, to.length) }).flatMap((_, index) =>
    changed(`objectives[${index}]`, from[index] ?? null, to[index] ?? null),
  );

const planChanges = (from: readonly PlannedMilestone[], to: readonly PlannedMilestone[]): readonly TargetChange[] =>
  pairs('plan', from, to, ({ date }) => date).flatMap(({ path, old, now }) =>
    old && now
      ? [...changed(`${path}.label`, old.label, now.label), ...changed(`${path}.percent`, old.percent, now.percent)]
      : changed(path, milestoneText(old), milestoneText(now)),
  );

const INDICATOR_FIELDS = ['level1', 'level2', 'level3', 'description', 'target', 'basis', 'weight'] as const;

const indicatorChanges = (from: readonly PlannedIndicator[], to: readonly PlannedIndicator[]): readonly TargetChange[] =>
  pairs('indicators', from, to, ({ id }) => id).flatMap(({ path, old, now }) =>
    old && now
      ? INDICATOR_FIELDS.flatMap((field) => changed(`${path}.${field}`, old[field], now[field]))
      : changed(path, indicatorText(old), indicatorText(now)),
  );

type Pair<Item> = { readonly path: string; readonly old: Item | undefined; readonly now: Item | undefined };

function pairs<Item>(list: string, from: readonly Item[], to: readonly Item[], keyOf: (item: Item) => string): readonly Pair<Item>[] {
  const earlier = new Map(from.map((item) => [keyOf(item), item]));
  const kept = new Set(to.map(keyOf));
  return [
    ...to.map((now, index) => ({ path: `${list}[${index}]`, old: earlier.get(keyOf(now)), now })),
    ...from.flatMap((old, index) => (kept.has(keyOf(old)) ? [] : [{ path: `${list}[${index}]`, old, now: undefined }])),
  ];
}

const milestoneText = (milestone: PlannedMilestone | undefined): string | null =>
  milestone ? `${milestone.date} ${milestone.percent === null ? '—' : `${milestone.percent}%`}` : null;

const indicatorText = (indicator: PlannedIndicator | undefined): string | null =>
  indicator
    ? [indicator.level1, indicator.level2, indicator.level3, indicator.description, indicator.target].filter(Boolean).join(' / ')
    : null;
