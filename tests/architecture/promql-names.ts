export type PromqlNames = { readonly metrics: ReadonlySet<string>; readonly labels: ReadonlySet<string> };

const WORDS = new Set([
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'inf',
  'nan',
]);
const GROUPING = /\b(by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g;
const MATCHERS = /\{([^}]*)\}/g;

/** The metrics and labels that an expression names. Reads what our dashboards and rules hold, not all of PromQL. */
export function promqlNames(expression: string): PromqlNames {
  const labels = new Set<string>();
  const bare = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(MATCHERS, (_, matchers: string) => {
      for (const [, label = ''] of matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)) labels.add(label);
      return ' ';
    })
    .replace(GROUPING, (_, _word, list: string) => {
      for (const label of list.split(',')) labels.add(label.trim());
      return ' ';
    })
    .replace(/\[[^\]]*\]/g, ' ');
  const names = [...bare.matchAll(/\b([a-zA-Z_:][\w:]*)\b(?!\s*\()/g)].map(([, name = '']) => name);
  return { metrics: new Set(names.filter((name) => !WORDS.has(name.toLowerCase()))), labels };
}
