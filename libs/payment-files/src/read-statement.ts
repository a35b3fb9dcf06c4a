import { Money, type AmountText } from '@budget/kernel';
import { amountOf, type ReadAmount } from './amount-cell';
import { findColumns, type FoundColumns } from './columns';
import type { RowError } from './payment-row';
import { tableRows, type TableFile } from './read-table';
import { BLANK, headerText, type Cell, type TableRow } from './table';
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
  let first: TableRow | undefined;
  const lines = new Map<string, StatementLine>();
  const errors: StatementError[] = [];
  for await (const page of tableRows(file, (row) => columnsOf(row) !== null)) {
    for (const row of page) {
      first ??= row;
      if (found === null) {
        found = columnsOf(row);
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
  if (found === null) throw headerMissing(first);
  if (lines.size === 0 && errors.length === 0)
    throw new UnreadableFile('empty-file', '文件：只有表头，没有数据行。 / file: a header and no rows.');
  return { lines: [...lines.values()], errors };
}

function lineOf(row: TableRow, { places }: FoundColumns<Name>) {
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

const wordsOf = (cell: Cell): string => (cell.kind === 'text' || cell.kind === 'number' ? cell.text.normalize('NFKC').trim() : '');

/** A month in which more came back than was paid is below zero; one of nothing is zero. */
function signedAmount(cell: Cell): ReadAmount {
  if (cell.kind !== 'text' && cell.kind !== 'number') return amountOf(cell);
  const text = cell.text.normalize('NFKC').trim();
  if (/^-?0+(\.0*)?$/.test(text)) return { ok: true, amount: Money.zero.toText() };
  const read = amountOf({ kind: cell.kind, text: text.replace(/^-/, '') });
  return read.ok && text.startsWith('-') ? { ok: true, amount: Money.parse(read.amount).negated().toText() } : read;
}

const headerMissing = (row: TableRow | undefined): UnreadableFile =>
  new UnreadableFile(
    'unknown-columns',
    `表头：应有 ${NAMES.join('、')}（文件中有：${row?.cells.map(headerText).filter(Boolean).join('、') || '无'}）。请补上这些列。 / header: ${NAMES.join(', ')} expected. Add the columns.`,
  );
