import { bare, isSameText } from './published-text';
import type { StatedTargets } from './project-budget.commands';
import type { PlannedIndicator } from './project-budget.events';

type StatedIndicator = StatedTargets['indicators'][number];

/** Ids "i1", "i2" … in the order of the document. */
export const numbered = (indicators: readonly StatedIndicator[]): readonly PlannedIndicator[] =>
  indicators.map((indicator, index) => withId(`i${index + 1}`, indicator));

/** The n of the highest "in"; 0 when there is none. */
export const highestIndicatorNo = (indicators: readonly PlannedIndicator[]): number =>
  Math.max(0, ...indicators.map(({ id }) => parseInt(id.slice(1), 10)));

/**
 * An indicator of a revised document keeps its id when an earlier one has the same levels and description, else the same
 * levels, else stands in the same place under the same levels 1 and 2 with the same description or target (its name was
 * reworded). What is new gets the next id never used before.
 */
export function renumbered(
  earlier: readonly PlannedIndicator[],
  stated: readonly StatedIndicator[],
  highestNo: number,
): readonly PlannedIndicator[] {
  const free = new Set(earlier);
  const ids: (string | undefined)[] = stated.map(() => undefined);
  const match = (isSame: (old: PlannedIndicator, indicator: StatedIndicator, index: number) => boolean): void =>
    stated.forEach((indicator, index) => {
      if (ids[index] !== undefined) return;
      const old = [...free].find((candidate) => isSame(candidate, indicator, index));
      if (!old) return;
      ids[index] = old.id;
      free.delete(old);
    });

  match((old, indicator) => levelsOf(old) === levelsOf(indicator) && isSameText(old.description, indicator.description));
  match((old, indicator) => levelsOf(old) === levelsOf(indicator));
  match((old, indicator, index) => earlier[index] === old && isReworded(old, indicator));

  let next = highestNo;
  return stated.map((indicator, index) => withId(ids[index] ?? `i${++next}`, indicator));
}

const levelsOf = ({ level1, level2, level3 }: StatedIndicator): string => JSON.stringify([bare(level1), bare(level2), bare(level3)]);

const isReworded = (old: PlannedIndicator, indicator: StatedIndicator): boolean =>
  isSameText(old.level1, indicator.level1) &&
  isSameText(old.level2, indicator.level2) &&
  (isSameText(old.description, indicator.description) || isSameText(old.target, indicator.target));

const withId = (id: string, { level1, level2, level3, description, target, basis, weight }: StatedIndicator): PlannedIndicator => ({
  id,
  level1,
  level2,
  level3,
  description,
  target,
  basis,
  weight,
});
