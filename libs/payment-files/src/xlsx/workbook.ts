import { cellFormats, type CellFormat } from './cell-formats';
import { TextOfRuns } from './text-of-runs';
import { readXml } from './xml';
import { broken, type ZipEntries } from './zip-entries';

export type Workbook = {
  /** Visible sheets: name and part. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  /** Days count from 1904. */
  readonly is1904: boolean;
  readonly formats: readonly CellFormat[];
  readonly strings: readonly string[];
};

export async function readWorkbook(zip: ZipEntries): Promise<Workbook> {
  const targets = await relations(zip);
  const sheets: { name: string; part: string }[] = [];
  let is1904 = false;
  await readXml(zip.text('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
      if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
      const [, id = ''] = Object.entries(attributes).find(([key]) => key.endsWith(':id')) ?? [];
      const part = targets.get(id);
      if (part === undefined || !zip.has(part)) throw broken(new Error(`the sheet ${attributes['name'] ?? ''} is missing`));
      sheets.push({ name: attributes['name'] ?? '', part });
    },
  });
  return { sheets, is1904, formats: await cellFormats(zip), strings: await sharedStrings(zip) };
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
