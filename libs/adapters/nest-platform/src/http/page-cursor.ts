import { isLocalDate } from '@budget/kernel';
import { ProblemError } from './problem.error';

/** What a part of a cursor may be, so that nothing else reaches the database. */
const PARTS = {
  text: (part: string) => !part.includes('\u0000'),
  day: isLocalDate,
  number: (part: string) => /^-?\d{1,30}(\.\d{1,40})?$/.test(part),
  position: (part: string) => /^\d{1,18}$/.test(part),
} as const;
export type CursorPart = keyof typeof PARTS;

/** An opaque place in a list: the sort key and the identity of the last row given out. */
export const encodeCursor = (parts: readonly string[]): string => Buffer.from(JSON.stringify(parts), 'utf8').toString('base64url');

/** Null without a cursor. Throws ProblemError 400 `invalid-cursor` unless its parts are of these kinds. */
export function decodeCursor(cursor: string | undefined, ...kinds: readonly CursorPart[]): readonly string[] | null {
  if (cursor === undefined) return null;
  const parts = parse(cursor);
  if (Array.isArray(parts) && parts.length === kinds.length && parts.every((part, index) => isOfKind(part, kinds[index]))) {
    return parts as string[];
  }
  throw new ProblemError({
    status: 400,
    code: 'invalid-cursor',
    detail:
      '参数 cursor 不是本接口给出的翻页标记：请原样使用上一页答复中的 nextCursor，或去掉该参数从第一页读起。 / cursor is none that this list gave out: use the nextCursor of the page before as it is, or leave it out to begin with the first page.',
    errors: [
      {
        path: 'query.cursor',
        code: 'invalid-cursor',
        message: 'cursor 应为上一页的 nextCursor / expected the nextCursor of the page before',
      },
    ],
  });
}

const isOfKind = (part: unknown, kind: CursorPart | undefined): boolean =>
  typeof part === 'string' && kind !== undefined && PARTS[kind](part);

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Reads one row more than asked for; that one only says that there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  cursorOf: (row: Row) => readonly string[],
) {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(item), nextCursor: rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null };
}
