import { ProblemError } from '@budget/adapters/nest-platform';
import { username } from '@budget/contracts';

/** An opaque place in the list of users: the last name given out. */
export const encodeUserCursor = (name: string): string => Buffer.from(JSON.stringify([name]), 'utf8').toString('base64url');

/** Null without a cursor. Throws ProblemError 400 `invalid-cursor` unless the list of users gave it out. */
export function decodeUserCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const parts = parse(cursor);
  const named = username.safeParse(Array.isArray(parts) && parts.length === 1 ? parts[0] : null);
  if (named.success) return named.data;
  throw new ProblemError({
    status: 400,
    code: 'invalid-cursor',
    detail: '参数 cursor 不是本接口给出的翻页标记：请原样使用上一页答复中的 nextCursor，或去掉该参数从第一页读起。',
    errors: [{ path: 'query.cursor', code: 'invalid-cursor', message: 'cursor 应为上一页的 nextCursor' }],
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}
