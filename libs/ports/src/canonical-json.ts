/**
 * The one spelling of a JSON value (RFC 8785): keys in UTF-16 order, no spaces, numbers as ECMAScript writes them.
 * Throws NotJson, naming the place, on what JSON cannot carry: undefined, NaN, functions, dates, bigint, broken surrogates.
 */
export function canonicalJson(value: unknown, place = 'value'): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, place);
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson(place, String(value));
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? list(value, place) : object(value, place);
    case 'bigint':
    case 'function':
    case 'symbol':
    case 'undefined':
      throw new NotJson(place, typeof value);
  }
}

export class NotJson extends TypeError {
  constructor(place: string, found: string) {
    super(`${place} is ${found}, which is no JSON. Write text, a number, a list or a plain object, or leave the field out.`);
    this.name = 'NotJson';
  }
}

// ES2024, in every Node.js this runs on; the compiler's library is of ES2023.
const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

function quoted(text: string, place: string): string {
  if (!isWellFormed(text)) throw new NotJson(place, 'text with half a surrogate pair');
  return JSON.stringify(text);
}

const list = (items: readonly unknown[], place: string): string =>
  `[${Array.from(items, (item, index) => canonicalJson(item, `${place}[${index}]`)).join(',')}]`;

function object(value: object, place: string): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  // Not compared with Object.prototype: a value of another realm (a worker, a test sandbox) is as plain.
  if (prototype !== null && Object.getPrototypeOf(prototype) !== null) throw new NotJson(place, `a ${value.constructor.name}`);
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    members.push(`${quoted(key, place)}:${canonicalJson((value as Record<string, unknown>)[key], `${place}.${key}`)}`);
  }
  return `{${members.join(',')}}`;
}
