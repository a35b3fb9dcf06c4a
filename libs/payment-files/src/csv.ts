import { CsvError, parse, type Parser } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import { isBlankRow, type TableRow } from './table';
import { UnreadableFile } from './unreadable-file';

const CHUNK = 256 * 1024;
const PAGE = 1_000;
const DELIMITERS = [',', '\t', ';', '，'];
// Named, since csv-parse would take the first end of a line for the only one.
const LINE_ENDS = ['\r\n', '\n', '\r'];

type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/** Rows of a text table. A line break inside quotes belongs to its cell, so that rows are numbered as a spreadsheet shows them. */
export async function* csvRows(bytes: Uint8Array, isHeader: (row: TableRow) => boolean): AsyncGenerator<readonly TableRow[]> {
  const encoding = encodingOf(bytes);
  const delimiter = delimiterOf(bytes, encoding, isHeader);
  const parser = parse({ delimiter, record_delimiter: LINE_ENDS, relax_column_count: true, max_record_size: 1024 * 1024 });
  const feeding = feed(parser, bytes, encoding);
  feeding.catch(() => undefined);
  let row = 0;
  let page: TableRow[] = [];
  try {
    for await (const record of parser as AsyncIterable<readonly string[]>) {
      row += 1;
      const one = tableRow(row, record);
      if (!isBlankRow(one)) page.push(one);
      if (page.length < PAGE) continue;
      yield page;
      page = [];
    }
    await feeding;
  } catch (error) {
    throw error instanceof UnreadableFile ? error : brokenAt((recordsBefore(error) ?? row) + 1, error);
  } finally {
    parser.destroy();
  }
  if (page.length > 0) yield page;
}

const tableRow = (row: number, record: readonly string[]): TableRow => ({
  row,
  cells: record.map((text) => ({ kind: 'text', text })),
  width: record.length,
});

async function feed(parser: Parser, bytes: Uint8Array, encoding: Encoding): Promise<void> {
  try {
    for (const text of texts(bytes, encoding)) {
      if (text.includes('\0')) throw new UnreadableFile('unreadable-file', NUL);
      if (!parser.write(text)) await new Promise<void>((resolve) => parser.once('drain', resolve));
      if (parser.destroyed) return;
    }
    parser.end();
  } catch (error) {
    parser.destroy(error instanceof Error ? error : new Error(String(error)));
  }
}

function* texts(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) yield decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true });
    yield decoder.decode();
  } catch (error) {
    if (error instanceof TypeError) throw new UnreadableFile('unreadable-file', ENCODING, { cause: error });
    throw error;
  }
}

function encodingOf(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += CHUNK) decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch {
    return 'gb18030';
  }
}

/** The delimiter with which one of the first lines names our columns; a comma when none does, so that the header is refused with what was found. */
function delimiterOf(bytes: Uint8Array, encoding: Encoding, isHeader: (row: TableRow) => boolean): string {
  const begin = new TextDecoder(encoding).decode(bytes.subarray(0, CHUNK), { stream: true });
  const lines = begin.split(/\r\n|\r|\n/, 25);
  const names = (delimiter: string): boolean =>
    lines.some((line) => {
      try {
        const [record = []] = parseAtOnce(line, { delimiter, relax_column_count: true, columns: false });
        return isHeader(tableRow(0, record));
      } catch (error) {
        if (error instanceof UnreadableFile) throw error;
        return false;
      }
    });
  return DELIMITERS.find(names) ?? ',';
}

const ENCODING =
  '文件：既不是 UTF-8 也不是 GB18030，有无法识别的字节。请另存为 UTF-8 的 .csv。 / file: neither UTF-8 nor GB18030. Save it as .csv in UTF-8.';
const NUL = '文件：含空字节，可能不是文本。请另存为 .csv 或 .xlsx。 / file: it holds NUL bytes and is no text. Save it as .csv or .xlsx.';

/** Rows before the one that is broken: the parser may be ahead of its reader. */
const recordsBefore = (error: unknown): number | null =>
  error instanceof CsvError && typeof error['records'] === 'number' ? error['records'] : null;

const brokenAt = (row: number, error: unknown): UnreadableFile =>
  new UnreadableFile(
    'unreadable-file',
    `第 ${row} 行起：引号不成对，或一行过长，读不下去。请检查该行的引号。 / from row ${row}: a quote is not closed, or the row is too long. Check its quotes.`,
    { cause: error },
  );
