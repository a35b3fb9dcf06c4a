import { csvRows } from './csv';
import type { TableRow } from './table';
import { macros, UnreadableFile } from './unreadable-file';
import { xlsxRows } from './xlsx/xlsx-rows';

export type TableFile = { readonly bytes: Uint8Array; readonly fileName: string };

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean => signature.every((byte, index) => bytes[index] === byte);

/** The rows of a .csv or .xlsx file in pages, blank ones left out. `isHeader` tells the row with the column names. Throws UnreadableFile. */
export function tableRows({ bytes, fileName }: TableFile, isHeader: (row: TableRow) => boolean): AsyncGenerator<readonly TableRow[]> {
  if (bytes.length === 0) throw new UnreadableFile('empty-file', '文件：是空文件，请重新导出。 / file: it is empty, export it again.');
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) throw oldOrEncrypted(fileName);
  if (startsWith(bytes, 0x50, 0x4b)) {
    if (/\.(xlsm|xltm)$/i.test(fileName)) throw macros();
    if (/\.xlsb$/i.test(fileName)) throw binary();
    return xlsxRows(bytes, isHeader);
  }
  if (/\.xls[xmb]?$/i.test(fileName))
    throw new UnreadableFile(
      'unreadable-file',
      '文件：扩展名是电子表格，内容却不是，可能已损坏。请重新导出 .xlsx。 / file: its name says spreadsheet, its content does not. Export it again as .xlsx.',
    );
  return csvRows(bytes, isHeader);
}

const binary = (): UnreadableFile =>
  new UnreadableFile(
    'old-format',
    '文件：是二进制 .xlsb，请另存为 .xlsx 或 .csv。 / file: the binary .xlsb format, save it as .xlsx or .csv.',
  );

const oldOrEncrypted = (fileName: string): UnreadableFile =>
  /\.xls$/i.test(fileName)
    ? new UnreadableFile('old-format', '文件：是旧版 .xls，请另存为 .xlsx 或 .csv。 / file: the old .xls format, save it as .xlsx or .csv.')
    : new UnreadableFile(
        'file-encrypted',
        '文件：已加密或是旧版格式，打不开。请去掉打开密码，另存为 .xlsx。 / file: encrypted, or of the old format. Remove the password and save it as .xlsx.',
      );
