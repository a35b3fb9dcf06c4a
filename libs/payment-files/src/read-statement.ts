import { Money, type AmountText } from '@budget/kernel';
import { amountOf, type ReadAmount } from './amount-cell';
import { assertInYuan, findColumns, type FoundColumns } from './columns';
import { halfWidth } from './half-width';
import { tableRows, type TableFile } from './read-table';
import { cellCountError, type RowError } from './row-error';
import { BLANK, HEADER_WITHIN, headerText, type Cell, type TableRow } from './table';
import { UnreadableFile } from './unreadable-file';

const NAMES = ['单位编码', '月份', '金额'] as const;
type Name = (typeof NAMES)[number];

/** What the treasury says a unit has spent, net, in a month ("2025-06"), in 元. */
export type StatementLine = { readonly unitCode: string; readonly month: string; readonly amount: AmountText };
export type StatementError = RowError & { readonly row: number };
export type Statement = { readonly lines: readonly StatementLine[]; readonly errors: readonly StatementError[] };

/** A statement of the treasury (.csv, .xlsx), a line for each unit and month. Throws UnreadableFile. */
export async function readStatement(file: TableFile): Promise<Statement> {
  const columnsOf = (row: TableRow): FoundColumns<Name> | null => findColumns(row, NAMES, NAMES, {});
  let found: FoundColumns<Name> | null = null;
  const above: TableRow[] = [];
  const lines = new Map<string, StatementLine>();
  const errors: StatementError[] = [];
  for await (const page of tableRows(file, (row) => columnsOf(row) !== null)) {
    for (const row of page) {
      if (found === null) {
        found = columnsOf(row);
        if (found !== null) assertInYuan(above);
        else if (above.push(row) === HEADER_WITHIN) throw headerMissing(above[0]);
        continue;
      }
      const read = lineOf(row, found);
      const key = `${read.unitCode}/${read.month}`;
      if (read.errors.length === 0 && lines.has(key))
        read.errors.push({
          column: '月份',
          code: 'twice',
          message: `月份：单位 ${read.unitCode} 的 ${read.month} 出现两次，请合并 / unit and month stand twice, add them up`,
        });
      errors.push(...read.errors.map((error) => ({ row: row.row, ...error })));
      if (read.errors.length === 0) lines.set(key, { unitCode: read.unitCode, month: read.month, amount: read.amount });
    }
  }
  if (found === null) throw headerMissing(above[0]);
  if (lines.size === 0 && errors.length === 0)
    throw new UnreadableFile('empty-file', '文件：只有表头，没有数据行。 / file: a header and no rows.');
  return { lines: [...lines.values()], errors };
}

function lineOf(row: TableRow, found: FoundColumns<Name>) {
  const { places } = found;
  const shifted = cellCountError(row, found);
  if (shifted) return { unitCode: '', month: '', amount: Money.zero.toText(), errors: [shifted] };
  const errors: RowError[] = [];
  const cellOf = (name: Name): Cell => row.cells[places.get(name) ?? -1] ?? BLANK;
  const say = (column: Name, code: string, message: string): void => void errors.push({ column, code, message: `${column}：${message}` });

  const unitCode = wordsOf(cellOf('单位编码'));
  if (!/^[0-9A-Za-z]{1,20}$/.test(unitCode))
    say('单位编码', 'invalid-value', '只含数字和字母，至多 20 位 / digits and letters, at most 20');
  const [, year = '', digits = ''] = /^(\d{4})(?:-|\/|年)?(\d{1,2})月?$/.exec(wordsOf(cellOf('月份'))) ?? [];
  const month = `${year}-${digits.padStart(2, '0')}`;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) say('月份', 'not-a-month', '应写作 2025-06 / expected a month such as 2025-06');
  const amount = signedAmount(cellOf('金额'));
  if (!amount.ok) say('金额', amount.code, amount.message);
  return { unitCode, month, amount: amount.ok ? amount.amount : Money.zero.toText(), errors };
}

const wordsOf = (cell: Cell): string => (cell.kind === 'text' || cell.kind === 'number' ? halfWidth(cell.text).trim() : '');

/** A month in which more came back than was paid is below zero; one of nothing is zero. */
function signedAmount(cell: Cell): ReadAmount {
  if (cell.kind !== 'text' && cell.kind !== 'number') return amountOf(cell);
  const text = halfWidth(cell.text).trim();
  if (/^-?0+(\.0*)?$/.test(text)) return { ok: true, amount: Money.zero.toText() };
  const read = amountOf({ ...cell, text: text.replace(/^-/, '') });
  return read.ok && text.startsWith('-') ? { ok: true, amount: Money.parse(read.amount).negated().toText() } : read;
}

const headerMissing = (row: TableRow | undefined): UnreadableFile =>
  new UnreadableFile(
    'unknown-columns',
    `表头：应有 ${NAMES.join('、')}（文件中有：${row?.cells.map(headerText).filter(Boolean).join('、') || '无'}）。请补上这些列。 / header: ${NAMES.join(', ')} expected. Add the columns.`,
  );
