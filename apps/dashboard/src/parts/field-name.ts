import type { Words } from '../words/words';

/** What the places of a path are called in the document it is about. */
export type NamedParts = {
  readonly indicators: readonly { readonly level3: string; readonly description: string }[];
  readonly plan: { readonly milestones: readonly { readonly label: string }[] };
};

/** "indicators[3].target" → 指标 4「名称」的指标值. Paths count from 0, people from 1. A path nobody has a word for stays as it is. */
export function fieldName(path: string, { documents: words, checkpoint }: Words, named?: NamedParts): string {
  const plain = (words.fields as Readonly<Record<string, string>>)[path];
  if (plain !== undefined) return plain;
  const [, list, index, , part] = /^(objectives|plan|indicators)\[(\d+)\](\.(\w+))?$/.exec(path) ?? [];
  const at = Number(index);
  if (list === 'objectives') return words.objectiveField(at + 1);
  if (list === 'plan') {
    const label = named?.plan.milestones[at]?.label;
    return words.planField(at + 1, label === undefined ? null : checkpoint(label));
  }
  if (list === 'indicators') {
    const indicator = named?.indicators[at];
    const partName = part === undefined ? null : ((words.indicatorFields as Readonly<Record<string, string>>)[part] ?? part);
    return words.indicatorField(at + 1, indicator?.level3 || indicator?.description || null, partName);
  }
  return path;
}
