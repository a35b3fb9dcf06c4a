type Node = unknown;
type Fields = Readonly<Record<string, unknown>>;

/**
 * What makes a schema of today refuse, or promise less than, the one that was published: each place in words. Empty when readers
 * and writers of the published version need not know of the difference (descriptions, examples).
 */
export function incompatibilities(published: Node, today: Node, place = 'data'): readonly string[] {
  if (Array.isArray(published) && Array.isArray(today)) return listDifferences(published, today, place);
  if (!isFields(published) || !isFields(today)) return published === today ? [] : [`${place} is ${said(today)}, was ${said(published)}`];
  return RULES.flatMap((rule) => rule(published, today, place));
}

type Rule = (published: Fields, today: Fields, place: string) => readonly string[];

const properties: Rule = (published, today, place) => {
  const [before, now] = [fieldsOf(published['properties']), fieldsOf(today['properties'])];
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].flatMap((name) => {
    if (!Object.hasOwn(now, name)) return [`${place}.${name} is gone`];
    if (!Object.hasOwn(before, name)) return [`${place}.${name} is new: give the event a new schema version`];
    return incompatibilities(before[name], now[name], `${place}.${name}`);
  });
};

const required: Rule = (published, today, place) => {
  const [before, now] = [namesOf(published['required']), namesOf(today['required'])];
  return [
    ...before.filter((name) => !now.includes(name)).map((name) => `${place}.${name} is no longer required`),
    ...now.filter((name) => !before.includes(name)).map((name) => `${place}.${name} is required now`),
  ];
};

const nested =
  (keyword: string): Rule =>
  (published, today, place) =>
    Object.hasOwn(published, keyword) || Object.hasOwn(today, keyword)
      ? incompatibilities(published[keyword], today[keyword], keyword === 'items' ? `${place}[]` : place)
      : [];

const same =
  (keyword: string): Rule =>
  (published, today, place) => {
    const [before, now] = [JSON.stringify(published[keyword]), JSON.stringify(today[keyword])];
    return before === now ? [] : [`${place}: ${keyword} is ${now ?? 'gone'}, was ${before ?? 'none'}`];
  };

const SAME = [
  ...['type', 'enum', 'const', 'pattern', 'format', 'additionalProperties'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'],
];
const RULES: readonly Rule[] = [properties, required, nested('items'), nested('anyOf'), ...SAME.map(same)];

const listDifferences = (published: readonly Node[], today: readonly Node[], place: string): readonly string[] =>
  published.length === today.length
    ? published.flatMap((item, index) => incompatibilities(item, today[index], place))
    : [`${place} has ${today.length} alternatives, had ${published.length}`];

const isFields = (node: Node): node is Fields => typeof node === 'object' && node !== null && !Array.isArray(node);
const fieldsOf = (node: Node): Fields => (isFields(node) ? node : {});
const namesOf = (node: Node): readonly string[] => (Array.isArray(node) ? (node as readonly string[]) : []);
const said = (node: Node): string => JSON.stringify(node) ?? 'nothing';
