import fc from 'fast-check';
import { COLUMNS, type ColumnName } from './columns';
import type { PaymentRow, ReadRow } from './payment-row';
import { readPaymentFile } from './read-payment-file';
import { rowOf, workbookOf, zipOf, type Sheet } from './testing/workbook.fixture';
import { UnreadableFile } from './unreadable-file';

const HEADER = ['项目编码', '支付凭证号', '金额', '支付日期'];
const CODE = '13043425P00000110076T';
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');

async function read(bytes: Uint8Array, fileName = '支付.csv', mapping: Record<string, string> = {}) {
  const { header, pages } = await readPaymentFile({ bytes, fileName }, { mapping });
  const rows: ReadRow[] = [];
  for await (const page of pages) rows.push(...page);
  return { header, rows };
}
const refusal = (bytes: Uint8Array, fileName?: string, mapping?: Record<string, string>): Promise<unknown> =>
  read(bytes, fileName, mapping).then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableFile ? error.code : error),
  );
const csv = (...lines: readonly string[]): Buffer => utf8([HEADER.join(','), ...lines].join('\n'));
const errorsIn = ({ rows }: { readonly rows: readonly ReadRow[] }) =>
  rows.map((row) => (row.ok ? 'ok' : row.errors.map(({ column, code }) => `${row.row} ${column} ${code}`).join('; ')));
const valueOf = (rows: readonly ReadRow[], index = 0): PaymentRow | undefined => {
  const row = rows[index];
  return row?.ok ? row.value : undefined;
};

describe('a treasury file as text', () => {
  const plain = [HEADER.join(','), `${CODE},ZF-1,1234.50,2025-06-30`].join('\r\n');

  it.each([
    ['UTF-8', utf8(plain)],
    ['UTF-8 with a byte order mark', Buffer.concat([Buffer.from('efbbbf', 'hex'), utf8(plain)])],
    ['UTF-16', Buffer.concat([Buffer.from('fffe', 'hex'), Buffer.from(plain, 'utf16le')])],
    [
      'GB18030',
      Buffer.from(
        'cfeec4bfb1e0c2eb2cd6a7b8b6c6bed6a4bac52cbdf0b6ee2cd6a7b8b6c8d5c6da0a502c5a462d312c312e30302c323032352d30362d3330',
        'hex',
      ),
    ],
  ])('is read in %s', async (name, bytes) => {
    const { rows } = await read(bytes);
    expect(errorsIn({ rows })).toEqual(['ok']);
    expect(valueOf(rows)?.amount).toBe(name === 'GB18030' ? '1.00' : '1234.50');
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
  ])('is read with %s', async (_, delimiter) => {
    const text = [HEADER, [CODE, 'ZF-1', '1,234.50', '2025-06-30']].map((row) => row.join(delimiter)).join('\n');
    expect(valueOf((await read(utf8(text))).rows)?.amount).toBe('1234.50');
  });

  it('keeps quotes, commas and doubled quotes inside a cell, and numbers rows as a spreadsheet does', async () => {
    const head = [...HEADER, '用途'].join(',');
    const { rows } = await read(utf8(`${head}\n${CODE},ZF-1,1.00,2025-06-30,"购买""A4""纸,两箱"\n\n${CODE},,1.00,2025-06-30,\n`));
    expect(valueOf(rows)?.use).toBe('购买"A4"纸,两箱');
    expect(errorsIn({ rows })).toEqual(['ok', '4 支付凭证号 required']);
  });

  it('refuses a line break inside a cell by row, and goes on with the next row', async () => {
    const head = [...HEADER, '用途'].join(',');
    const { rows } = await read(utf8(`${head}\n${CODE},ZF-1,1.00,2025-06-30,"两\n行"\n${CODE},ZF-2,1.00,2025-06-30,x`));
    expect(errorsIn({ rows })).toEqual(['2 用途 control-character', 'ok']);
  });

  it('takes columns in any order, below a title, and tells which it leaves aside', async () => {
    const text = `某县国库支付明细\n支付日期,序号,金额,支付凭证号,项目编码\n20250630,1,5.00,ZF-1,${CODE}`;
    const { header, rows } = await read(utf8(text));
    expect([header.ignored, rows[0]?.row, valueOf(rows)?.paidOn]).toEqual([['序号'], 3, '2025-06-30']);
  });

  it('takes other names by a mapping', async () => {
    const text = `编码,凭证,支付金额,日期\n${CODE},ZF-1,5.00,2025-06-30`;
    const mapping = { 项目编码: '编码', 支付凭证号: '凭证', 金额: '支付金额', 支付日期: '日期' };
    const { header, rows } = await read(utf8(text), '支付.csv', mapping);
    expect([header.columns.金额, valueOf(rows)?.amount]).toEqual(['支付金额', '5.00']);
    expect(await refusal(utf8(text))).toBe('unknown-columns');
    expect(await refusal(utf8(text), '支付.csv', { 编码: '项目编码' })).toBe('unknown-columns');
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'empty-file'],
    ['a header alone', csv(), 'empty-file'],
    ['an open quote', csv(`${CODE},"ZF-1,1.00,2025-06-30`), 'unreadable-file'],
    ['a column twice', utf8(`${HEADER.join(',')},金额\n${CODE},Z,1.00,2025-06-30,2.00`), 'unknown-columns'],
    ['an amount in 万元', utf8(`项目编码,支付凭证号,金额(万元),支付日期\n${CODE},Z,1.00,2025-06-30`), 'unknown-columns'],
    ['NUL bytes', csv(`${CODE},Z\0,1.00,2025-06-30`), 'unreadable-file'],
    ['bytes of no encoding', Buffer.concat([csv(`${CODE},`), Buffer.from([0xff, 0xff, 0x0a])]), 'unreadable-file'],
  ])('refuses %s as a whole', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('says so when a mapped amount is in 万元', async () => {
    expect(await refusal(utf8(`项目编码,支付凭证号,金额(万元),支付日期\n${CODE},Z,1.00,2025-06-30`), 'a.csv', { 金额: '金额(万元)' })).toBe(
      'unit-mismatch',
    );
  });

  it('refuses a workbook by name that is none', async () => {
    expect(await refusal(utf8('abc'), '支付.xlsx')).toBe('unreadable-file');
  });
});

describe('an amount', () => {
  it.each([
    ['1234.5', '1234.50'],
    ['1234', '1234.00'],
    ['1234.500', '1234.50'],
    ['"1,234.50"', '1234.50'],
    ['"1,234,567"', '1234567.00'],
    ['１２３４．５', '1234.50'],
    ['"１，２３４．５０"', '1234.50'],
    ['¥1234.50', '1234.50'],
    ['1234.50元', '1234.50'],
    [' 1234.50 ', '1234.50'],
    ['0012.30', '12.30'],
    ['99999999999999.99', '99999999999999.99'],
  ])('%s is %s 元', async (text, amount) => {
    expect(valueOf((await read(csv(`${CODE},ZF-1,${text},2025-06-30`))).rows)?.amount).toBe(amount);
  });

  it.each([
    ['1.234', 'too-many-decimals'],
    ['-5.00', 'amount-not-positive'],
    ['(5.00)', 'amount-not-positive'],
    ['0.00', 'amount-not-positive'],
    ['1.5万元', 'unit-mismatch'],
    ['"12,34.50"', 'not-an-amount'],
    ['"1,2345"', 'not-an-amount'],
    ['1e3', 'not-an-amount'],
    ['abc', 'not-an-amount'],
    ['1.2.3', 'not-an-amount'],
    ['一百', 'not-an-amount'],
    ['', 'required'],
    ['100000000000000', 'amount-too-large'],
  ])('%s is refused: %s', async (text, code) => {
    expect(errorsIn(await read(csv(`${CODE},ZF-1,${text},2025-06-30`)))).toEqual([`2 金额 ${code}`]);
  });
});

describe('a day', () => {
  it.each(['2025-06-30', '2025/6/30', '2025年6月30日', '20250630', '２０２５－０６－３０', '2025/06/30'])('%s is 30 June', async (text) => {
    expect(valueOf((await read(csv(`${CODE},ZF-1,1.00,${text}`))).rows)?.paidOn).toBe('2025-06-30');
  });

  it.each([
    ['30/06/2025', 'not-a-date'],
    ['06-30', 'not-a-date'],
    ['2025.6.30', 'not-a-date'],
    ['2025-02-30', 'no-such-day'],
    ['45838', 'not-a-date'],
    ['', 'required'],
  ])('%s is refused: %s', async (text, code) => {
    expect(errorsIn(await read(csv(`${CODE},ZF-1,1.00,${text}`)))).toEqual([`2 支付日期 ${code}`]);
  });
});

describe('a row', () => {
  const full = (cells: Partial<Record<ColumnName, string>>): Buffer =>
    utf8(`${COLUMNS.join(',')}\n${COLUMNS.map((name) => cells[name] ?? '').join(',')}`);
  const paid = { 项目编码: CODE, 支付凭证号: 'ZF-1', 金额: '1.00', 支付日期: '2025-06-30' };

  it('is a payment of 财政资金 unless it says otherwise', async () => {
    expect(valueOf((await read(full(paid))).rows)).toEqual({
      ...{ projectCode: CODE, voucherNo: 'ZF-1', kind: 'payment', originalVoucherNo: null, amount: '1.00', paidOn: '2025-06-30' },
      ...{ fundSource: 'fiscal', paymentMethod: null, payee: null, payeeAccount: null, use: null },
    });
  });

  it('says what it is in the words of the form', async () => {
    const cells = {
      ...paid,
      业务类型: '退款',
      原支付凭证号: 'ZF-0',
      资金来源: '上年结转',
      支付方式: '授权支付',
      收款人: '印刷厂',
      收款账号: '６２２２',
      用途: '印刷',
    };
    expect(valueOf((await read(full(cells))).rows)).toMatchObject({
      ...{ kind: 'refund', originalVoucherNo: 'ZF-0', fundSource: 'carried-over', paymentMethod: 'authorized' },
      ...{ payee: '印刷厂', payeeAccount: '6222', use: '印刷' },
    });
  });

  it.each<[string, Partial<Record<ColumnName, string>>, string]>([
    ['a refund without its payment', { 业务类型: '退款' }, '2 原支付凭证号 required'],
    ['a payment with an original', { 原支付凭证号: 'ZF-0' }, '2 原支付凭证号 not-expected'],
    ['an unknown kind', { 业务类型: '冲销' }, '2 业务类型 unknown-word'],
    ['an unknown source', { 资金来源: '自筹' }, '2 资金来源 unknown-word'],
    ['a code of other letters', { 项目编码: 'abc' }, '2 项目编码 invalid-value'],
    ['a payee that is too long', { 收款人: '收'.repeat(201) }, '2 收款人 too-long'],
    ['several wrong cells at once', { 金额: 'x', 支付日期: 'y' }, '2 金额 not-an-amount; 2 支付日期 not-a-date'],
  ])('refuses %s', async (_, cells, errors) => {
    expect(errorsIn(await read(full({ ...paid, ...cells })))).toEqual([errors]);
  });

  it('tells its amount for the control total although another cell is wrong', async () => {
    const { rows } = await read(full({ ...paid, 支付日期: 'y' }));
    expect(rows[0]).toMatchObject({ ok: false, amount: '1.00' });
  });
});

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
    expect(await refusal(workbookOf([good], { strings, declaredStrings: 10 }), '支付.xlsx')).toBe('unreadable-file');
    expect(await refusal(workbookOf([good], { strings }), '支付.xlsx')).toBe('read');
  });
});

describe('whatever bytes come', () => {
  it('rows written as text come back the same, whatever is quoted', async () => {
    const cell = fc.stringMatching(/^[\u4e00-\u4e20a-zA-Z0-9,"; ]{0,12}$/).map((text) => text.trim());
    const row = fc.record({
      voucher: fc.stringMatching(/^[A-Z0-9-]{1,12}$/),
      fen: fc.integer({ min: 1, max: 9_999_999 }),
      payee: cell,
      use: cell,
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), fc.boolean(), async (rows, always) => {
        const quoted = (text: string): string => (always || /[",;]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
        const amount = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
        const lines = rows.map(({ voucher, fen, payee, use }) =>
          ['P1', voucher, amount(fen), '2025-06-30', payee, use].map(quoted).join(','),
        );
        const back = await read(utf8([[...HEADER, '收款人', '用途'].join(','), ...lines].join('\r\n')));
        expect(
          back.rows
            .map((_, index) => valueOf(back.rows, index))
            .map((value) => [value?.voucherNo, value?.amount, value?.payee, value?.use]),
        ).toEqual(rows.map(({ voucher, fen, payee, use }) => [voucher, amount(fen), payee || null, use || null]));
      }),
      { numRuns: 60 },
    );
  });

  it('nothing is thrown but a refusal', async () => {
    const good = workbookOf([{ name: '支付', rows: rowOf(1, HEADER) + rowOf(2, ['P1', 'ZF-1', '1.00', '2025-06-30']) }]);
    const mutated = fc.record({ at: fc.nat(good.length - 1), byte: fc.nat(255) }).map(({ at, byte }) => {
      const bytes = Buffer.from(good);
      bytes[at] = byte;
      return bytes;
    });
    const noise = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, noise), fc.constantFrom('a.csv', 'a.xlsx'), async (bytes, name) => {
        expect(typeof (await refusal(bytes, name))).toBe('string');
      }),
      { numRuns: 300 },
    );
  });
});
