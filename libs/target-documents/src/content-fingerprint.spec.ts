import { contentFingerprint, sameContent } from './content-fingerprint';
import { describePlace } from './table-model';

describe('two imports of one text', () => {
  it('agree when only spaces, TABs, line breaks or invisible characters differ', () => {
    expect(sameContent('≥95%', ' ≥95\n%\t\u3000\u200b')).toBe(true);
    expect(contentFingerprint('财政    资金\r\n')).toBe('财政资金');
  });

  it('differ when a sign differs, be it the width of a bracket', () => {
    expect(sameContent('（2014）6号', '(2014)6号')).toBe(false);
  });
});

describe('a place', () => {
  it.each([
    [{ line: 12 }, '第 12 行'],
    [{ page: 3 }, '第 3 页'],
    [{ sheet: '表1', cell: 'B4' }, '工作表“表1” 单元格 B4'],
    [{}, '位置不明'],
  ])('%j is called %s', (place, words) => {
    expect(describePlace(place)).toBe(words);
  });
});
