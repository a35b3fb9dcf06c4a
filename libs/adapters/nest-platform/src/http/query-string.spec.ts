import { BAD_QUERY, parseQuery } from './query-string';

describe('a query string', () => {
  it.each([
    ['', {}],
    ['a=1&b=2', { a: '1', b: '2' }],
    ['q=%E7%BB%84%E7%BB%87%E9%83%A8+%2B1', { q: '组织部 +1' }],
    ['flag', { flag: '' }],
    ['a=b=c&', { a: 'b=c' }],
    ['toString=1', { toString: '1' }],
  ])('%j is read', (text, read) => {
    expect({ ...parseQuery(text) }).toEqual(read);
    expect(parseQuery(text)[BAD_QUERY]).toBeUndefined();
  });

  it.each(['a=1&a=2', 'a=1&%61=2', '__proto__=1', 'constructor=1', 'q=%', 'q=%zz', 'q=%ff', '%=1', 'q=%00'])(
    '%j is marked as bad',
    (text) => {
      expect(typeof parseQuery(text)[BAD_QUERY]).toBe('string');
      expect(Object.getPrototypeOf(parseQuery(text))).toBe(Object.prototype);
    },
  );
});
