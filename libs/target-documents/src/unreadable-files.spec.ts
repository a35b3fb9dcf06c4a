import { weixian2025 } from '../../../tests/fixtures/weixian-2025.fixture';
import { readTargetDocument } from './read-target-document';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const bytes = (...values: number[]): Uint8Array => new Uint8Array([...values, 1, 2, 3, 4, 5, 6, 7, 8]);
const refusal = (content: Uint8Array, fileName = 'a.txt'): string => {
  const result = readTargetDocument(content, fileName);
  if (result.ok) return '';
  expect(result.failure.code).toBe('unreadable-document');
  return result.failure.detail;
};

describe('a file that is no performance-target document', () => {
  it.each([
    ['an empty file', new Uint8Array(), '文件是空的'],
    ['a PNG image', bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), 'PNG 图片'],
    ['a JPEG image', bytes(0xff, 0xd8, 0xff, 0xe0), 'JPEG 图片'],
    ['a zip', bytes(0x50, 0x4b, 0x03, 0x04), '压缩文件'],
    ['a PDF', utf8('%PDF-1.7\n'), 'PDF 文件'],
    ['an old Word file', bytes(0xd0, 0xcf, 0x11, 0xe0), '旧版 Office 文件'],
    ['binary rubbish', bytes(0, 1, 2, 0xff, 0xfe), '二进制文件'],
    ['bytes of no encoding', new Uint8Array([0xe9, 0x20, 0xff, 0xff, 0x80]), '文字编码无法识别'],
    ['a byte order mark alone', bytes(0xef, 0xbb, 0xbf).slice(0, 3), '没有找到项目绩效目标表'],
    ['random text', utf8('今天天气很好。\n\t但是没有表格\n'), '没有找到项目绩效目标表'],
    ['the part without tables', utf8(weixian2025.text.split('\n').slice(0, 25).join('\n')), '没有找到项目绩效目标表'],
    ['a ledger with a code column', utf8('项目编码\t支付凭证号\t金额\n13043425P00000110076T\tZF-1\t100.00\n'), '没有找到项目绩效目标表'],
  ])('%s is refused', (_, content, words) => {
    expect(refusal(content)).toContain(words);
  });

  it.each(['a.docx', 'a.xlsx', 'a.html', 'a.TXT.exe', 'txt', 'no-extension'])(
    '%s is refused with the form that is read today',
    (fileName) => {
      expect(refusal(weixian2025.bytes, fileName)).toContain('目前只能读取文本形式（.txt）');
    },
  );

  it('is not told by a capital letter in its extension', () => {
    expect(refusal(weixian2025.bytes, 'C:\\公开\\绩效.文本.TXT')).toBe('');
  });
});

describe('a file that ends in the middle of a character', () => {
  it('is read, and says that it was cut', () => {
    const result = readTargetDocument(weixian2025.bytes.slice(0, weixian2025.bytes.indexOf(0xe2, 20_000) + 1), 'a.txt');
    expect(result.ok && result.value.findings[0]).toMatchObject({ code: 'text-cut-off', severity: 'major', field: 'document' });
  });
});
