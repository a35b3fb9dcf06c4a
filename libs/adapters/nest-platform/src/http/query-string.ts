/** Set on a parsed query that must be refused; the router calls the parser where a throw would not be caught. */
export const BAD_QUERY = Symbol('bad query');
export type ParsedQuery = Record<string, string> & { [BAD_QUERY]?: string };

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Each key once, decoded strictly. What is wrong is left under BAD_QUERY. */
export function parseQuery(text: string): ParsedQuery {
  const query = {} as ParsedQuery;
  if (text === '') return query;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const cut = pair.indexOf('=');
    const key = decoded(cut === -1 ? pair : pair.slice(0, cut));
    const value = decoded(cut === -1 ? '' : pair.slice(cut + 1));
    if (key === undefined || value === undefined) return bad(query, '查询参数的百分号编码有误 / badly percent-encoded query');
    if (FORBIDDEN.has(key)) return bad(query, '查询参数名不允许 / forbidden query parameter');
    if (Object.hasOwn(query, key)) return bad(query, `查询参数 ${key.slice(0, 40)} 只能出现一次 / query parameter given twice`);
    query[key] = value;
  }
  return query;
}

function bad(query: ParsedQuery, reason: string): ParsedQuery {
  query[BAD_QUERY] = reason;
  return query;
}

function decoded(text: string): string | undefined {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  if (!spaced.includes('%')) return spaced;
  try {
    const plain = decodeURIComponent(spaced);
    return plain.includes('\u0000') ? undefined : plain;
  } catch {
    return undefined;
  }
}
