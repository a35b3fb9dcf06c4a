import { readXml } from './xml';
import type { ZipEntries } from './zip-entries';

/** What a cell format does to a stored number: shows it as it is, as a day, in 万元 or percent, or otherwise (123 as 000123). */
export type CellFormat = 'as-stored' | 'day' | 'not-yuan' | 'otherwise';

// ECMA-376 18.8.30, with the formats that Chinese and Japanese installations add; those that show a time alone are left out.
const DAYS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const PERCENT = new Set([9, 10]);
const AS_STORED = new Set([0, 1, 49]);

/** The format of each style, in the order in which cells name them. */
export async function cellFormats(zip: ZipEntries): Promise<readonly CellFormat[]> {
  if (!zip.has('xl/styles.xml')) return [];
  const own = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let inCells = false;
  await readXml(zip.text('xl/styles.xml'), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') own.set(Number(numFmtId), formatOf(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(own.get(Number(numFmtId)) ?? builtIn(Number(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

function builtIn(id: number): CellFormat {
  if (DAYS.has(id)) return 'day';
  if (PERCENT.has(id)) return 'not-yuan';
  return AS_STORED.has(id) ? 'as-stored' : 'otherwise';
}

function formatOf(code: string): CellFormat {
  if (/万|[十百千亿]元|%|‰/.test(code.replace(/["\\]/g, ''))) return 'not-yuan';
  // Years or days outside quotes, colours and escapes.
  if (/[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ''))) return 'day';
  return /^(?:0|@|(?:G\/)?General|G\/通用格式)(?:_.)*(?:;.*)?$/i.test(code) ? 'as-stored' : 'otherwise';
}
