import { readXml } from './xml';
import type { ZipEntries } from './zip-entries';

export type Workbook = {
  /** Visible sheets: name and part. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Days count from 1904. */
  readonly is1904: boolean;
  /** Of each cell format: whether it shows a day. */
  readonly showsDay: readonly boolean[];
  readonly strings: readonly string[];
};

// ECMA-376 18.8.30, with the formats that Chinese and Japanese installations add; those that show a time alone are left out.
const DAY_FORMATS = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

export async function readWorkbook(zip: ZipEntries): Promise<Workbook> {
  const targets = await relations(zip);
  const sheets: { name: string; part: string }[] = [];
  let is1904 = false;
  await readXml(zip.text('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const part = targets.get(attributes['r:id'] ?? '');
      if (part !== undefined && zip.has(part)) sheets.push({ name: attributes['name'] ?? '', part });
    },
  });
  return { sheets, is1904, showsDay: await dayFormats(zip), strings: await sharedStrings(zip) };
}

async function relations(zip: ZipEntries): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  await readXml(zip.text('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
}

async function dayFormats(zip: ZipEntries): Promise<readonly boolean[]> {
  if (!zip.has('xl/styles.xml')) return [];
  const own = new Map<number, boolean>();
  const formats: boolean[] = [];
  let inCells = false;
  await readXml(zip.text('xl/styles.xml'), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      if (name === 'numFmt') own.set(Number(numFmtId), showsDay(formatCode));
      if (name === 'cellXfs') inCells = true;
      if (name === 'xf' && inCells) formats.push(own.get(Number(numFmtId)) ?? DAY_FORMATS.has(Number(numFmtId)));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** Years or days outside quotes, colours and escapes. */
const showsDay = (code: string): boolean => /[yd]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\.|_./g, ''));

async function sharedStrings(zip: ZipEntries): Promise<readonly string[]> {
  if (!zip.has('xl/sharedStrings.xml')) return [];
  const strings: string[] = [];
  const text = new TextOfRuns();
  await readXml(zip.text('xl/sharedStrings.xml'), {
    open: (name) => text.open(name),
    text: (piece) => text.add(piece),
    close: (name) => {
      text.close(name);
      if (name === 'si') strings.push(text.take());
    },
  });
  return strings;
}

/** The text of plain and rich strings; how it is pronounced (rPh) is no part of it. */
export class TextOfRuns {
  private text = '';
  private isText = false;
  private spoken = 0;

  open(name: string): void {
    if (name === 'rPh') this.spoken += 1;
    if (name === 't') this.isText = this.spoken === 0;
  }

  add(piece: string): void {
    if (this.isText) this.text += piece;
  }

  close(name: string): void {
    if (name === 'rPh') this.spoken -= 1;
    if (name === 't') this.isText = false;
  }

  take(): string {
    const text = this.text;
    this.text = '';
    return text;
  }
}
