import fc from 'fast-check';
import { ENCODINGS } from './testing/encodings.fixture';
import { CODE, csv, HEADER, read, refusal, valueOf } from './testing/read.fixture';
import { rowOf, workbookOf } from './testing/workbook.fixture';

const row = fc.record({
  voucher: fc.stringMatching(/^[A-Z][A-Z0-9-]{0,11}$/),
  fen: fc.integer({ min: 1, max: 9_999_999 }),
  payee: fc.stringMatching(/^[\u4e00-\u4e20a-zA-Z0-9,"; ]{0,12}$/).map((text) => text.trim()),
  use: fc.stringMatching(/^[\u4e00-\u4e20a-zA-Z0-9,";\t ]{0,12}$/).map((text) => text.replaceAll('\t', ' ').trim()),
});
const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
const grouped = (fen: number): string => yuan(fen).replace(/\B(?=(\d{3})+\.)/g, ',');

describe('rows written as text', () => {
  it('come back the same in whatever encoding, delimiter, line ends and quoting', async () => {
    const form = fc.record({
      encode: fc.constantFrom(...Object.values(ENCODINGS)),
      delimiter: fc.constantFrom(',', '\t', ';'),
      lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
      isQuoted: fc.boolean(),
      amount: fc.constantFrom(yuan, grouped),
      isEnded: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), form, async (rows, { encode, delimiter, ...written }) => {
        const cell = (text: string): string =>
          written.isQuoted || text.includes(delimiter) || text.includes('"') ? `"${text.replaceAll('"', '""')}"` : text;
        const table = rows.map(({ voucher, fen, payee, use }) => ['P1', voucher, written.amount(fen), '2025-06-30', payee, use]);
        const lines = [[...HEADER, '收款人', '用途'], ...table].map((cells) => cells.map(cell).join(delimiter));
        const back = await read(encode(lines.join(written.lineEnd) + (written.isEnded ? written.lineEnd : '')));
        expect(
          back.rows
            .map((_, index) => valueOf(back.rows, index))
            .map((value) => [value?.voucherNo, value?.amount, value?.payee, value?.use]),
        ).toEqual(rows.map(({ voucher, fen, payee, use }) => [voucher, yuan(fen), payee || null, use || null]));
      }),
      { numRuns: 100 },
    );
  });

  it('never show another amount when a delimiter is lost or doubled', async () => {
    await fc.assert(
      fc.asyncProperty(row, fc.nat(5), fc.boolean(), async ({ voucher, fen, payee }, place, isDoubled) => {
        const cells = ['P1', voucher, '2025-06-30', yuan(fen), payee.replace(/[,"]/g, ''), 'x', 'y'];
        const joined = cells.reduce((line, cell, index) => line + (index - 1 === place ? (isDoubled ? ',,' : '') : ',') + cell);
        const { rows } = await read(Buffer.from(`项目编码,支付凭证号,支付日期,金额,收款人,收款账号,用途\n${joined}`));
        expect(rows[0]?.ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever bytes come', () => {
  const good = workbookOf([{ name: '支付', rows: rowOf(1, HEADER) + rowOf(2, ['P1', 'ZF-1', '1.00', '2025-06-30']) }]);
  const text = csv(`${CODE},ZF-1,"1,234.50",2025-06-30`, `${CODE},"ZF-2",5.00,2025年6月30日`);
  const changed = (bytes: Buffer) =>
    fc
      .array(fc.record({ at: fc.nat(bytes.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 4 })
      .map((changes) => changes.reduce((all, { at, byte }) => (all.writeUInt8(byte, at), all), Buffer.from(bytes)));
  const cut = (bytes: Buffer) => fc.nat(bytes.length).map((length) => bytes.subarray(0, length));
  const noise = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes));

  it('nothing is thrown but a refusal', async () => {
    const bytes = fc.oneof(changed(good), cut(good), changed(text), cut(text), noise);
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom('a.csv', 'a.xlsx', 'a'), async (given, name) => {
        expect(typeof (await refusal(given, name))).toBe('string');
      }),
      { numRuns: 500 },
    );
  });

  it('no changed sheet shows another amount', async () => {
    await fc.assert(
      fc.asyncProperty(changed(good), async (bytes) => {
        const amounts = await read(bytes, 'a.xlsx').then(
          ({ rows }) => rows.flatMap((one) => (one.ok ? [one.value.amount] : [])),
          () => [],
        );
        expect(amounts.filter((amount) => amount !== '1.00')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
