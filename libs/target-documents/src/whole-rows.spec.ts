import type { Row } from './table-model';
import { wholeRows } from './whole-rows';

const row = (texts: string): Row => [...texts].map((text) => ({ text, place: {} }));
const put = (...pieces: readonly string[]): readonly string[] =>
  wholeRows(pieces.map(row), 3).map(({ cells, isWhole }) => `${isWhole ? '' : '!'}${cells.map(({ text }) => text).join('')}`);

describe('rows of three cells', () => {
  it.each([
    ['whole ones stay', ['abc', 'def'], ['abc', 'def']],
    ['pieces come together', ['ab', 'c', 'd', 'ef'], ['abc', 'def']],
    ['rows that no blank line parts are parted', ['abcdef', 'ghi'], ['abc', 'def', 'ghi']],
    ['a short one harms no other', ['ab', 'cde', 'fgh'], ['!ab', 'cde', 'fgh']],
    ['a long one harms no other', ['abcd', 'efg'], ['!abcd', 'efg']],
    ['a short one at the end is told', ['abc', 'de'], ['abc', '!de']],
  ])('%s', (_, pieces, rows) => {
    expect(put(...pieces)).toStrictEqual(rows);
  });
});
