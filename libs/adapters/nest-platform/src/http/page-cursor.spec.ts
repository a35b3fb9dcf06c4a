import { decodeCursor, encodeCursor, pageOf, type CursorPart } from './page-cursor';
import { ProblemError } from './problem.error';

const refusal = (cursor: string, ...kinds: CursorPart[]): unknown => {
  try {
    return decodeCursor(cursor, ...kinds);
  } catch (error) {
    return error instanceof ProblemError ? error.code : error;
  }
};

describe('a cursor', () => {
  it('comes back as the parts it was made of', () => {
    const parts = ['2025-06-30', '42', '项目', '-0.5'];
    expect(decodeCursor(encodeCursor(parts), 'day', 'position', 'text', 'number')).toEqual(parts);
  });

  it('is not needed for the first page', () => {
    expect(decodeCursor(undefined, 'position')).toBeNull();
  });

  it.each<[string, string, CursorPart[]]>([
    ['that is not base64', '***', ['text']],
    ['of another list', encodeCursor(['1', '2']), ['position']],
    ['with a word for a position', encodeCursor(['one']), ['position']],
    ['with a position beyond bigint', encodeCursor(['9'.repeat(19)]), ['position']],
    ['with a day that does not exist', encodeCursor(['2025-02-30']), ['day']],
    ['with a word for a number', encodeCursor(['NaN']), ['number']],
    ['with NUL in a text', encodeCursor(['\u0000']), ['text']],
    ['with null', Buffer.from('[null]').toString('base64url'), ['text']],
  ])('%s is refused before it reaches the database', (_, cursor, kinds) => {
    expect(refusal(cursor, ...kinds)).toBe('invalid-cursor');
  });
});

describe('a page', () => {
  const page = (rows: readonly number[]) => pageOf(rows, 2, String, (row) => [String(row)]);

  it('names the place to read on when one row more than asked for was found', () => {
    expect(page([1, 2, 3])).toEqual({ items: ['1', '2'], nextCursor: encodeCursor(['2']) });
  });

  it('is the last one otherwise', () => {
    expect([page([1, 2]).nextCursor, page([]).nextCursor]).toEqual([null, null]);
  });
});
