import { rowOf, workbookOf, zipOf, type Sheet } from '../testing/workbook.fixture';
import { errorsIn, HEADER, read, refusal, valueOf } from '../testing/read.fixture';

describe('a workbook', () => {
  const sheet = (...rows: readonly (readonly string[])[]): Sheet => ({
    name: '支付',
    rows: [HEADER, ...rows].map((cells, index) => rowOf(index + 1, cells)).join(''),
  });
  const xlsx = (sheets: readonly Sheet[], more: Parameters<typeof workbookOf>[1] = {}) => read(workbookOf(sheets, more), '支付.xlsx');

  it('reads texts, stored numbers and days', async () => {
    const { rows } = await xlsx(
      [
        sheet(
          ['<c t="s"><v>0</v></c>', 'ZF-1', '<c s="3"><v>1234.5600000000001</v></c>', '<c s="1"><v>45838</v></c>'],
          ['P1', 'ZF-2', '<c><v>1.2E3</v></c>', '<c s="2"><v>45838.5</v></c>'],
        ),
      ],
      { strings: ['<si><r><t>P</t></r><r><t>1</t></r><rPh sb="0" eb="1"><t>ピー</t></rPh></si>'] },
    );
    expect(rows.map((_, index) => valueOf(rows, index)).map((value) => [value?.projectCode, value?.amount, value?.paidOn])).toEqual([
      ['P1', '1234.56', '2025-06-30'],
      ['P1', '1200.00', '2025-06-30'],
    ]);
  });

  it('counts days from 1904 where the workbook says so', async () => {
    const { rows } = await xlsx([sheet(['P1', 'ZF-1', '1.00', '<c s="1"><v>44376</v></c>'])], { is1904: true });
    expect(valueOf(rows)?.paidOn).toBe('2025-06-30');
  });

  it.each([
    ['a formula', ['P1', 'ZF-1', '<c><f>1+1</f><v>2</v></c>', '2025-06-30'], '2 金额 formula-cell'],
    ['an error', ['P1', 'ZF-1', '<c t="e"><v>#REF!</v></c>', '2025-06-30'], '2 金额 error-cell'],
    ['a logical value', ['P1', 'ZF-1', '<c t="b"><v>1</v></c>', '2025-06-30'], '2 金额 boolean-cell'],
    ['a number that may be a day', ['P1', 'ZF-1', '1.00', '<c><v>45838</v></c>'], '2 支付日期 not-a-date'],
    ['a third decimal', ['P1', 'ZF-1', '<c><v>1.005</v></c>', '2025-06-30'], '2 金额 too-many-decimals'],
    ['a day of the wrong calendar', ['P1', 'ZF-1', '1.00', '<c s="1"><v>60</v></c>'], '2 支付日期 wrong-date-cell'],
  ])('refuses %s by row', async (_, cells, errors) => {
    expect(errorsIn(await xlsx([sheet(cells)]))).toEqual([errors]);
  });

  it('refuses the rows of a merged cell and no others', async () => {
    const rows = [1, 2, 3].map((number) => ['P1', `ZF-${number}`, '1.00', '2025-06-30']);
    const merged = { ...sheet(...rows), after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>' };
    expect(errorsIn(await xlsx([merged]))).toEqual(['2 项目编码 merged-cells', '3 项目编码 merged-cells', 'ok']);
  });

  it('takes the one sheet that names the columns, hidden ones left out', async () => {
    const other: Sheet = { name: '说明', rows: rowOf(1, ['说明']) };
    const hidden: Sheet = { ...sheet(['P1', 'ZF-9', '9.00', '2025-06-30']), name: '旧', state: 'hidden' };
    const { rows } = await xlsx([other, hidden, sheet(['P1', 'ZF-1', '1.00', '2025-06-30'])]);
    expect(rows.map((_, index) => valueOf(rows, index)?.voucherNo)).toEqual(['ZF-1']);
    const twice = [sheet(['P1', 'ZF-1', '1.00', '2025-06-30']), { ...sheet(['P1', 'ZF-2', '1.00', '2025-06-30']), name: '二月' }];
    expect(await refusal(workbookOf(twice), '支付.xlsx')).toBe('several-sheets');
  });

  const good = sheet(['P1', 'ZF-1', '1.00', '2025-06-30']);
  it.each([
    ['an encrypted part', zipOf([{ name: 'xl/workbook.xml', content: 'x', flags: 1 }]), '支付.xlsx', 'file-encrypted'],
    ['an encrypted workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '支付.xlsx', 'file-encrypted'],
    ['the old format', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '支付.xls', 'old-format'],
    ['macros by name', workbookOf([good]), '支付.xlsm', 'macros-refused'],
    ['macros inside', workbookOf([good], { more: [{ name: 'xl/vbaProject.bin', content: 'x' }] }), '支付.xlsx', 'macros-refused'],
    ['a bomb', workbookOf([good], { more: [{ name: 'x', content: 'x', declaredSize: 0x7fffffff }] }), '支付.xlsx', 'file-too-large'],
    ['no ZIP file', Buffer.from('PK nothing more'), '支付.xlsx', 'unreadable-file'],
    ['no workbook', zipOf([{ name: 'a.txt', content: 'x' }]), '支付.xlsx', 'unreadable-file'],
    ['broken XML', workbookOf([{ name: '支付', rows: '<row><c>' }]), '支付.xlsx', 'unreadable-file'],
    ['a sheet of nothing', workbookOf([{ name: '支付', rows: '' }]), '支付.xlsx', 'unknown-columns'],
  ])('refuses %s as a whole', async (_, bytes, fileName, code) => {
    expect(await refusal(bytes, fileName)).toBe(code);
  });

  it('refuses a part that inflates to more than it says', async () => {
    const strings = [`<si><t>${'x'.repeat(100_000)}</t></si>`];
    expect(await refusal(workbookOf([good], { strings, declaredStrings: 10 }), '支付.xlsx')).toBe('file-too-large');
    expect(await refusal(workbookOf([good], { strings }), '支付.xlsx')).toBe('read');
  });
});
