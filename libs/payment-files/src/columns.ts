import { headerText, type TableRow } from './table';
import { UnreadableFile } from './unreadable-file';

export const COLUMNS = [
  '项目编码',
  '支付凭证号',
  '业务类型',
  '原支付凭证号',
  '金额',
  '支付日期',
  '资金来源',
  '支付方式',
  '收款人',
  '收款账号',
  '用途',
] as const;
export type ColumnName = (typeof COLUMNS)[number];

const REQUIRED: readonly ColumnName[] = ['项目编码', '支付凭证号', '金额', '支付日期'];

/** Where each of our columns stands, and how the file calls it. */
export type FoundColumns<Name extends string> = {
  readonly places: ReadonlyMap<Name, number>;
  readonly columns: Readonly<Partial<Record<Name, string>>>;
  readonly ignored: readonly string[];
};

/** Our column → its header in the file. */
export type Mapping = Readonly<Record<string, string>>;

/** The columns of a row that names all required ones; null when it does not. Throws UnreadableFile for a name that stands twice. */
export function findColumns<Name extends string>(
  row: TableRow,
  names: readonly Name[],
  required: readonly Name[],
  mapping: Mapping,
): FoundColumns<Name> | null {
  const headers = row.cells.map(headerText);
  const wanted = new Map(names.map((name) => [(mapping[name] ?? name).normalize('NFKC').trim(), name]));
  const places = new Map<Name, number>();
  for (const [place, header] of headers.entries()) {
    const name = wanted.get(header);
    if (name === undefined) continue;
    if (places.has(name)) throw new UnreadableFile('unknown-columns', twice(header));
    places.set(name, place);
  }
  if (required.some((name) => !places.has(name))) return null;
  const columns: Partial<Record<Name, string>> = {};
  for (const [name, place] of places) columns[name] = headers[place] ?? name;
  return { places, columns, ignored: headers.filter((header) => header !== '' && !wanted.has(header)) };
}

export const findPaymentColumns = (row: TableRow, mapping: Mapping): FoundColumns<ColumnName> | null => {
  const found = findColumns(row, COLUMNS, REQUIRED, mapping);
  const amount = found?.columns.金额;
  if (amount !== undefined && amount.includes('万')) throw new UnreadableFile('unit-mismatch', tenThousand(amount));
  return found;
};

export function assertKnownMapping(mapping: Mapping): void {
  const unknown = Object.keys(mapping).find((name) => !COLUMNS.some((known) => known === name));
  if (unknown === undefined) return;
  throw new UnreadableFile(
    'unknown-columns',
    `mapping：没有“${unknown}”这一列，可用的有：${COLUMNS.join('、')}。请更正。 / mapping: there is no column "${unknown}"; known are ${COLUMNS.join(', ')}.`,
  );
}

export function columnsMissing(row: TableRow | null, mapping: Mapping): UnreadableFile {
  const headers = row?.cells.map(headerText).filter((header) => header !== '') ?? [];
  const wanted = REQUIRED.map((name) => mapping[name] ?? name);
  const missing = wanted.filter((name) => !headers.includes(name));
  return new UnreadableFile(
    'unknown-columns',
    `表头：缺少 ${missing.join('、')}（文件中有：${headers.join('、') || '无'}）。请补上这些列，或用 mapping 说明它们在文件中的列名。 / ` +
      `header: ${missing.join(', ')} missing (found: ${headers.join(', ') || 'none'}). Add the columns, or name them with mapping.`,
  );
}

const twice = (header: string): string =>
  `表头：“${header}”出现两次，无法确定用哪一列。请只保留一列。 / header: "${header}" stands twice. Keep one of them.`;
const tenThousand = (header: string): string =>
  `表头：金额列“${header}”以万元计；本文件的金额应为元。请换算成元后再导入。 / header: "${header}" is in ten thousand yuan; amounts must be in yuan. Convert them first.`;
