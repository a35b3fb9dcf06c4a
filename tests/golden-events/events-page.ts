import type { Json, StoredFact } from '@budget/kernel';
import type { StreamKind } from './catalogue';
import type { GoldenFile } from './golden-files';

/** docs/events.md as text: every stream, every fact in its latest version, with the fields of its golden file. */
export const eventsPage = (kinds: readonly StreamKind[], files: readonly GoldenFile[]): string =>
  [
    '# 事件目录 · Events',
    '',
    '由 `tests/golden-events` 生成，请勿手工修改。Generated from `tests/golden-events`; do not edit by hand. Regenerate with',
    '`WRITE_EVENTS_PAGE=1 npm run unit -- --testPathPatterns tests/golden-events`.',
    '',
    '金额单位为元，百分比为 %，日期为 Asia/Shanghai 的自然日。Amounts are text in 元 (yuan) with two decimals, percentages text in % with two',
    'decimals, ratios text with four decimals, dates calendar days of Asia/Shanghai; positions and versions of streams are text.',
    '',
    ...kinds.flatMap((kind) => streamSection(kind, files)),
  ].join('\n');

const streamSection = ({ stream, holds, current, meanings }: StreamKind, files: readonly GoldenFile[]): readonly string[] => [
  `## \`${stream}\``,
  '',
  `${holds.zh} · ${holds.en}`,
  '',
  ...Object.entries(current).flatMap(([type, version]) => {
    const golden = files.find(({ fact }) => fact.type === type && fact.schemaVersion === version);
    return golden ? factSection(golden, `${meanings[type]?.zh} · ${meanings[type]?.en}`) : [];
  }),
];

const factSection = ({ file, fact }: GoldenFile, meaning: string): readonly string[] => [
  `### ${fact.type}`,
  '',
  `${meaning}. Schema version ${fact.schemaVersion}, [\`${file}\`](../tests/golden-events/${file}).`,
  '',
  '| field | example |',
  '| --- | --- |',
  ...fieldRows(fact),
  '',
];

const fieldRows = ({ data }: StoredFact): readonly string[] =>
  leaves('', data).map(([path, value]) => `| \`${path}\` | ${value === null ? '–' : String(value).replaceAll('|', '\\|')} |`);

type Leaf = readonly [path: string, value: string | number | boolean | null];

/** Of a list the first item with a value for each field stands for all. */
function leaves(path: string, value: Json): readonly Leaf[] {
  if (value === null || typeof value !== 'object') return [[path, value]];
  if (isList(value)) {
    const byPath = new Map<string, Leaf>();
    for (const leaf of value.flatMap((item) => leaves(`${path}[]`, item))) {
      if ((byPath.get(leaf[0])?.[1] ?? null) === null) byPath.set(leaf[0], leaf);
    }
    return [...byPath.values()];
  }
  return Object.entries(value).flatMap(([key, inner]) => leaves(path === '' ? key : `${path}.${key}`, inner));
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
