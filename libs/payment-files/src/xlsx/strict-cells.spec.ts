import { errorsIn, HEADER, read, refusal, valueOf } from '../testing/read.fixture';
import { rowOf, workbookOf, type Sheet } from '../testing/workbook.fixture';

const sheetOf = (rows: readonly (readonly string[])[], after = ''): Sheet => ({
  name: '支付',
  rows: rows.map((cells, index) => rowOf(index + 1, cells)).join(''),
  after,
});
const PAID = ['P1', 'ZF-1', '1.00', '2025-06-30'];
const xlsx = (rows: readonly (readonly string[])[], options: Parameters<typeof workbookOf>[1] = {}, after = '') =>
  read(workbookOf([sheetOf(rows, after)], options), '支付.xlsx');

describe('a cell that only looks like a value', () => {
  it('is refused when a formula of another cell fills it', async () => {
    const spilled = [
      ['P1', 'ZF-1', '<c><f t="array" ref="C2:C3">A</f><v>1</v></c>', '2025-06-30'],
      ['P1', 'ZF-2', '<c><v>2</v></c>', '2025-06-30'],
      ['P1', 'ZF-3', '<c><v>3</v></c>', '2025-06-30'],
    ];
    expect(errorsIn(await xlsx([HEADER, ...spilled]))).toEqual(['2 金额 formula-cell', '3 金额 formula-cell', 'ok']);
  });

  it('is refused when it shares a formula, and by its own alone', async () => {
    const shared = [
      ['P1', 'ZF-1', '<c><f t="shared" si="0" ref="C2:C3">A</f><v>1</v></c>', '2025-06-30'],
      ['P1', 'ZF-2', '<c><v>2</v></c>', '2025-06-30'],
    ];
    expect(errorsIn(await xlsx([HEADER, ...shared]))).toEqual(['2 金额 formula-cell', 'ok']);
  });

  it('is blank when it names no text', async () => {
    const cells = ['P1', '<c t="s"></c>', '1.00', '2025-06-30'];
    expect(errorsIn(await xlsx([HEADER, cells], { strings: ['<si><t>ZF-0</t></si>'] }))).toEqual(['2 支付凭证号 required']);
  });

  it.each([
    ['a text that is not there', '<c t="s"><v>7</v></c>', 'error-cell'],
    ['more digits than a number keeps', '<c><v>1.23456789012346E+18</v></c>', 'number-cell'],
    ['sixteen digits', '<c><v>1234567890123456</v></c>', 'number-cell'],
    ['zeros that are shown and not stored', '<c s="5"><v>123</v></c>', 'number-cell'],
    ['a fraction', '<c><v>12.5</v></c>', 'number-cell'],
    ['an escaped line break', '<c t="inlineStr"><is><t>ZF_x000A_1</t></is></c>', 'control-character'],
  ])('is refused as the number of a voucher: %s', async (_, cell, code) => {
    expect(errorsIn(await xlsx([HEADER, ['P1', cell, '1.00', '2025-06-30']]))).toEqual([`2 支付凭证号 ${code}`]);
  });

  it('is the number of a voucher when it is shown as it is stored', async () => {
    expect(valueOf((await xlsx([HEADER, ['P1', '<c><v>123456789012345</v></c>', '1.00', '2025-06-30']])).rows)?.voucherNo).toBe(
      '123456789012345',
    );
  });

  it.each([
    ['万元', '<c s="4"><v>1.5</v></c>'],
    ['percent', '<c s="6"><v>0.5</v></c>'],
  ])('is refused as an amount when its format shows %s', async (_, cell) => {
    expect(errorsIn(await xlsx([HEADER, ['P1', 'ZF-1', cell, '2025-06-30']]))).toEqual(['2 金额 unit-mismatch']);
  });

  it.each([
    ['1234.5600000000001', '1234.56'],
    ['1234.559999999', '1234.56'],
    ['0.99999999999999', '1.00'],
    ['1.234E3', '1234.00'],
    ['12345678901234.561', 'too-many-decimals'],
    ['1234.560001', 'too-many-decimals'],
    ['1E99', 'amount-too-large'],
    ['1E-9', 'amount-not-positive'],
    [`1.${'0'.repeat(60)}1`, 'not-an-amount'],
  ])('stored as %s is %s', async (stored, expected) => {
    const { rows } = await xlsx([HEADER, ['P1', 'ZF-1', `<c><v>${stored}</v></c>`, '2025-06-30']]);
    const [row] = rows;
    expect(row?.ok ? row.value.amount : row?.errors[0]?.code).toBe(expected);
  });
});

describe('merged cells', () => {
  const merged = (reference: string): string => `<mergeCells count="1"><mergeCell ref="${reference}"/></mergeCells>`;

  it('are seen however they are written', async () => {
    const after = `<mergeCells><mergeCell\n ref = 'C2:C3' /></mergeCells>`;
    expect(errorsIn(await xlsx([HEADER, PAID, PAID], {}, after))).toEqual(['2 金额 merged-cells', '3 金额 merged-cells']);
    expect(
      await refusal(workbookOf([sheetOf([HEADER, PAID], merged('C2:C3').replace('ref=', `${' '.repeat(70_000)}ref=`))]), '支付.xlsx'),
    ).toBe('unreadable-file');
  });

  it('may hold the title, whose unit counts', async () => {
    expect((await xlsx([['支付明细'], HEADER, PAID], {}, merged('A1:D1'))).rows.map(({ row, ok }) => [row, ok])).toEqual([[3, true]]);
    expect(await refusal(workbookOf([sheetOf([['单位：万元'], HEADER, PAID], merged('A1:D1'))]), '支付.xlsx')).toBe('unit-mismatch');
  });

  it('may not leave open which column a header names', async () => {
    const wide = [
      ['项目编码', '支付凭证号', '金额', '', '支付日期'],
      ['P1', 'ZF-1', '1.00', '2.00', '2025-06-30'],
    ];
    expect(await refusal(workbookOf([sheetOf(wide, merged('C1:D1'))]), '支付.xlsx')).toBe('merged-cells');
  });

  it('may cover a whole sheet: every row is refused', async () => {
    const rows = Array.from({ length: 3_000 }, () => PAID);
    const { rows: back } = await xlsx([HEADER, ...rows], {}, merged('A2:XFD1048576'));
    expect(back.filter(({ ok }) => !ok)).toHaveLength(3_000);
  });
});

describe('a workbook made to mislead', () => {
  const sheet = (rows: string): Buffer => workbookOf([{ name: '支付', rows }]);
  const head = rowOf(1, HEADER);
  const deep = `${'<a>'.repeat(70)}${'</a>'.repeat(70)}`;

  it.each([
    ['rows out of order', sheet(head + rowOf(3, PAID) + rowOf(2, PAID))],
    ['a row twice', sheet(head + rowOf(2, PAID) + rowOf(2, PAID))],
    ['a cell twice', sheet(`${head}<row r="2"><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`)],
    ['a cell of another row', sheet(`${head}<row r="2"><c r="A3"><v>1</v></c></row>`)],
    ['elements without end', workbookOf([sheetOf([HEADER, PAID], deep)])],
    ['a text without end', workbookOf([sheetOf([HEADER, PAID], `<!--${'x'.repeat(2_000_000)}-->`)])],
    ['a part twice', workbookOf([sheetOf([HEADER, PAID])], { more: [{ name: 'xl/styles.xml', content: '<styleSheet/>' }] })],
  ])('is refused: %s', async (_, bytes) => {
    expect(await refusal(bytes, '支付.xlsx')).toBe('unreadable-file');
  });

  it('is refused when a part inflates beyond measure, whatever it says of itself', async () => {
    const more = [{ name: 'xl/x.xml', content: ' '.repeat(60 * 1024 * 1024) }];
    expect(await refusal(workbookOf([sheetOf([HEADER, PAID])], { more }), '支付.xlsx')).toBe('file-too-large');
  });

  it('is refused when a byte of a sheet was changed and its checksum was not', async () => {
    const bytes = workbookOf([sheetOf([HEADER, PAID])], { stored: true });
    const at = bytes.indexOf('1.00');
    bytes.write('9.00', at);
    expect(await refusal(bytes, '支付.xlsx')).toBe('unreadable-file');
  });

  it('is refused when it holds macros of the old kind', async () => {
    const more = [{ name: 'xl/macrosheets/sheet1.xml', content: '<x/>' }];
    expect(await refusal(workbookOf([sheetOf([HEADER, PAID])], { more }), '支付.xlsx')).toBe('macros-refused');
  });
});
