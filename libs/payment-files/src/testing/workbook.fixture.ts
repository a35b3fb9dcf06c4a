import { deflateRawSync } from 'node:zlib';

export type Part = { readonly name: string; readonly content: string; readonly flags?: number; readonly declaredSize?: number };

const CRC_TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc >>> 0;
});
const crcOf = (bytes: Buffer): number =>
  ~bytes.reduce((crc, byte) => (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8), 0xffffffff) >>> 0;

/** A ZIP file as a spreadsheet program writes it; flags and sizes may lie. */
export function zipOf(parts: readonly Part[], stored = false): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, flags = 0, declaredSize } of parts) {
    const bytes = Buffer.from(content, 'utf8');
    const packed = stored ? bytes : deflateRawSync(bytes);
    const fileName = Buffer.from(name, 'utf8');
    const head = Buffer.alloc(26);
    head.writeUInt16LE(20, 0);
    head.writeUInt16LE(flags, 2);
    head.writeUInt16LE(stored ? 0 : 8, 4);
    head.writeUInt32LE(crcOf(bytes), 10);
    head.writeUInt32LE(packed.length, 14);
    head.writeUInt32LE(declaredSize ?? bytes.length, 18);
    head.writeUInt16LE(fileName.length, 22);
    const local = Buffer.concat([Buffer.from('504b0304', 'hex'), head, fileName, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('504b01021400', 'hex'), head, rest, fileName]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('504b0506', 0, 'hex');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

export type Sheet = { readonly name: string; readonly rows: string; readonly after?: string; readonly state?: string };

type WorkbookOptions = {
  readonly strings?: readonly string[];
  readonly is1904?: boolean;
  readonly more?: readonly Part[];
  /** Parts are kept as they are, not deflated. */
  readonly stored?: boolean;
  /** The size that the directory tells of the shared strings, when it lies. */
  readonly declaredStrings?: number;
};

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A workbook of hand-written sheets. Cell format 1 is a date (14), 2 "yyyy年m月d日", 3 an amount, 4 万元, 5 "000000", 6 percent. */
export function workbookOf(
  sheets: readonly Sheet[],
  { strings = [], is1904 = false, more = [], declaredStrings, stored }: WorkbookOptions = {},
): Buffer {
  const named = sheets.map(
    ({ name, state }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"${state ? ` state="${state}"` : ''}/>`,
  );
  const relations = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Type="worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  return zipOf(
    [
      {
        name: 'xl/workbook.xml',
        content: `${DECLARATION}<workbook ${MAIN} xmlns:r="r"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${named.join('')}</sheets></workbook>`,
      },
      { name: 'xl/_rels/workbook.xml.rels', content: `${DECLARATION}<Relationships>${relations.join('')}</Relationships>` },
      {
        name: 'xl/styles.xml',
        content: `${DECLARATION}<styleSheet ${MAIN}><numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/><numFmt numFmtId="165" formatCode="#,##0.00_ &quot;元&quot;;[Red]-#,##0.00"/><numFmt numFmtId="166" formatCode="0.00&quot;万元&quot;"/><numFmt numFmtId="167" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="10"/></cellXfs></styleSheet>`,
      },
      {
        name: 'xl/sharedStrings.xml',
        content: `${DECLARATION}<sst ${MAIN}>${strings.join('')}</sst>`,
        ...(declaredStrings === undefined ? {} : { declaredSize: declaredStrings }),
      },
      ...sheets.map(({ rows, after = '' }, index) => ({
        name: `xl/worksheets/sheet${index + 1}.xml`,
        content: `${DECLARATION}<worksheet ${MAIN}><sheetData>${rows}</sheetData>${after}</worksheet>`,
      })),
      ...more,
    ],
    stored,
  );
}

/** A row of inline texts and of cells given as XML, beginning with "<". */
export const rowOf = (row: number, cells: readonly string[]): string =>
  `<row r="${row}">${cells
    .map((cell, index) => {
      const place = `${String.fromCharCode(65 + index)}${row}`;
      if (cell === '') return '';
      return cell.startsWith('<') ? cell.replace('<c', `<c r="${place}"`) : `<c r="${place}" t="inlineStr"><is><t>${cell}</t></is></c>`;
    })
    .join('')}</row>`;
