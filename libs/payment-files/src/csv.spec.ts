import { CODE, csv, errorsIn, HEADER, read, refusal, utf8, valueOf } from './testing/read.fixture';

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

  it.each([
    ['nothing', Buffer.alloc(0), 'empty-file'],
    ['a header alone', csv(), 'empty-file'],
    ['an open quote', csv(`${CODE},"ZF-1,1.00,2025-06-30`), 'unreadable-file'],
    ['a column twice', utf8(`${HEADER.join(',')},金额\n${CODE},Z,1.00,2025-06-30,2.00`), 'unknown-columns'],
    ['NUL bytes', csv(`${CODE},Z\0,1.00,2025-06-30`), 'unreadable-file'],
    ['bytes of no encoding', Buffer.concat([csv(`${CODE},`), Buffer.from([0xff, 0xff, 0x0a])]), 'unreadable-file'],
  ])('refuses %s as a whole', async (_, bytes, code) => {
    expect(await refusal(bytes)).toBe(code);
  });

  it('refuses a workbook by name that is none', async () => {
    expect(await refusal(utf8('abc'), '支付.xlsx')).toBe('unreadable-file');
  });

  it.each([
    ['CRLF and then LF', '\r\n', '\n'],
    ['LF and then CRLF', '\n', '\r\n'],
    ['CR alone', '\r', '\r'],
  ])('ends its lines with %s', async (_, first, then) => {
    const text = [HEADER.join(','), first, `${CODE},ZF-1,1.00,"2025-06-30"`, then, `${CODE},ZF-2,2.00,"2025-06-30"`, then].join('');
    const { rows } = await read(utf8(text));
    expect(rows.map((_row, index) => valueOf(rows, index)?.amount)).toEqual(['1.00', '2.00']);
  });

  it.each([
    ['a number grouped without quotes', 'ZF-1,2025-06-30,1,234.50,纸'],
    ['a number grouped without quotes and no last cell', 'ZF-1,2025-06-30,1,234.50,'],
    ['a missing cell', 'ZF-1,2025-06-30,1.00'],
    ['a cell too many', 'ZF-1,2025-06-30,1.00,纸,'],
  ])('refuses a row with %s, whose columns may be shifted', async (_, rest) => {
    const { rows } = await read(utf8(`项目编码,支付凭证号,支付日期,金额,用途\n${CODE},${rest}\n${CODE},ZF-2,2025-06-30,1.00,`));
    expect(errorsIn({ rows })).toEqual(['2 - cell-count', 'ok']);
    expect(rows[0]).toMatchObject({ ok: false, amount: null });
  });

  it('says at which row a quote is broken, however many rows stand before it', async () => {
    const lines = Array.from({ length: 4_000 }, (_, index) => `${CODE},ZF-${index},1.00,2025-06-30`);
    await expect(read(csv(...lines, `${CODE},"ZF"1,1.00,2025-06-30`))).rejects.toThrow('第 4002 行');
  });

  it('does not read a file marked as UTF-8 in another encoding', async () => {
    const marked = Buffer.concat([Buffer.from('efbbbf', 'hex'), csv(`${CODE},ZF-1,1.00,2025-06-30,`), Buffer.from('b8b6', 'hex')]);
    expect(await refusal(marked)).toBe('unreadable-file');
  });
});
