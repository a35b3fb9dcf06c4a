import { CODE, csv, errorsIn, read, valueOf } from './testing/read.fixture';

describe('a day', () => {
  it.each(['2025-06-30', '2025/6/30', '2025年6月30日', '20250630', '２０２５－０６－３０', '2025/06/30', '2025 年 6 月 30 日'])(
    '%s is 30 June',
    async (text) => {
      expect(valueOf((await read(csv(`${CODE},ZF-1,1.00,${text}`))).rows)?.paidOn).toBe('2025-06-30');
    },
  );

  it.each([
    ['30/06/2025', 'not-a-date'],
    ['06-30', 'not-a-date'],
    ['2025.6.30', 'not-a-date'],
    ['2025-02-30', 'no-such-day'],
    ['45838', 'not-a-date'],
    ['2025-06-3 0', 'not-a-date'],
    ['2025 0630', 'not-a-date'],
    ['2025-06/30', 'not-a-date'],
    ['2025-06-30 10:00', 'not-a-date'],
    ['2025年2月29日', 'no-such-day'],
    ['', 'required'],
  ])('%s is refused: %s', async (text, code) => {
    expect(errorsIn(await read(csv(`${CODE},ZF-1,1.00,${text}`)))).toEqual([`2 支付日期 ${code}`]);
  });
});
