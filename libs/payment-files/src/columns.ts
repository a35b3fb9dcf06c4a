import { headerTexts, type TableRow } from './table';
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
  /** Cells of the header, in text; null in a spreadsheet. */
  readonly width: number | null;
};

/** Our column → its header in the file. */
export type Mapping = Readonly<Record<string, string>>;

const typed = (header: string): string => header.normalize('NFKC').trim();
const headerOf = (name: string, mapping: Mapping): string => typed(mapping[name] ?? name);
/** What a mapping names must be there: its absence would silently become the default. */
const needed = <Name extends string>(names: readonly Name[], required: readonly Name[], mapping: Mapping): readonly Name[] =>
  names.filter((name) => required.includes(name) || mapping[name] !== undefined);

/** The columns of a row that names all required and all mapped ones; null when it does not. Throws UnreadableFile for a name that stands twice. */
export function findColumns<Name extends string>(
  row: TableRow,
  names: readonly Name[],
  required: readonly Name[],
  mapping: Mapping,
): FoundColumns<Name> | null {
  const headers = headerTexts(row);
  if (needed(names, required, mapping).some((name) => !headers.includes(headerOf(name, mapping)))) return null;
  // A header that a mapping claims is no longer the one of our own name.
  const claimed = new Set(Object.keys(mapping).map((name) => headerOf(name, mapping)));
  const ours = names.filter((name) => mapping[name] !== undefined || !claimed.has(typed(name)));
  const wanted = new Map(ours.map((name) => [headerOf(name, mapping), name]));
  const places = new Map<Name, number>();
  for (const [place, header] of headers.entries()) {
    const name = wanted.get(header);
    if (name === undefined) continue;
    if (places.has(name)) throw new UnreadableFile('unknown-columns', twice(header));
    if (isMergedOver(row, place)) throw new UnreadableFile('merged-cells', mergedHeader(header));
    places.set(name, place);
  }
  const columns: Partial<Record<Name, string>> = {};
  for (const [name, place] of places) columns[name] = headers[place] ?? name;
  return { places, columns, ignored: headers.filter((header) => header !== '' && !wanted.has(header)), width: row.width };
}

/** Whether the header also covers the column to its right. */
function isMergedOver({ cells }: TableRow, place: number): boolean {
  const [own, next] = [cells[place], cells[place + 1]];
  return own?.kind === 'refused' && next?.kind === 'refused' && next.text === '';
}

export function findPaymentColumns(row: TableRow, mapping: Mapping): FoundColumns<ColumnName> | null {
  const found = findColumns(row, COLUMNS, REQUIRED, mapping);
  const amount = found?.columns.金额;
  if (amount !== undefined && NOT_YUAN.test(amount)) throw new UnreadableFile('unit-mismatch', notYuan(amount));
  return found;
}

const NOT_YUAN = /万|[十百千亿]元/;
/** "单位：万元", but not 万 in the name of a place. */
const STATES_OTHER_UNIT = /[十百千万亿]元|单位[:：]?\s*[(（]?\s*[十百千万亿]/;

/** Throws UnreadableFile when a title above the header states another unit than 元: every amount below it would be wrong. */
export function assertInYuan(above: readonly TableRow[]): void {
  const stated = above.flatMap(headerTexts).find((text) => STATES_OTHER_UNIT.test(text));
  if (stated !== undefined) throw new UnreadableFile('unit-mismatch', notYuan(stated));
}

export function assertKnownMapping(mapping: Mapping): void {
  const refuse = (reason: string): never => {
    throw new UnreadableFile('unknown-columns', reason);
  };
  const unknown = Object.keys(mapping).find((name) => !COLUMNS.some((known) => known === name));
  if (unknown !== undefined)
    refuse(
      `mapping：没有“${unknown}”这一列，可用的有：${COLUMNS.join('、')}。请更正。 / mapping: there is no column "${unknown}"; known are ${COLUMNS.join(', ')}.`,
    );
  const headers = Object.keys(mapping).map((name) => headerOf(name, mapping));
  if (headers.includes(''))
    refuse('mapping：列名不能为空。请填写文件中的列名。 / mapping: a header must not be blank. State the header of the file.');
  const shared = headers.find((header, place) => headers.indexOf(header) !== place);
  if (shared !== undefined)
    refuse(
      `mapping：“${shared}”对应了两列。请每列只对应一个列名。 / mapping: "${shared}" is named for two columns. Name each header once.`,
    );
}

/** Says what is missing from the row that comes nearest to a header. */
export function columnsMissing(rows: readonly TableRow[], mapping: Mapping): UnreadableFile {
  const wanted = needed(COLUMNS, REQUIRED, mapping).map((name) => headerOf(name, mapping));
  const known = (headers: readonly string[]): number => headers.filter((header) => wanted.includes(header)).length;
  const [headers = []] = rows.map((row) => headerTexts(row).filter((text) => text !== '')).sort((one, other) => known(other) - known(one));
  const missing = wanted.filter((name) => !headers.includes(name));
  const amount = headers.find((header) => header.includes('金额') && NOT_YUAN.test(header));
  if (amount !== undefined && missing.includes('金额')) return new UnreadableFile('unit-mismatch', notYuan(amount));
  return new UnreadableFile(
    'unknown-columns',
    `表头：缺少 ${missing.join('、')}（文件中有：${headers.join('、') || '无'}）。请补上这些列，或用 mapping 说明它们在文件中的列名。 / ` +
      `header: ${missing.join(', ')} missing (found: ${headers.join(', ') || 'none'}). Add the columns, or name them with mapping.`,
  );
}

const twice = (header: string): string =>
  `表头：“${header}”出现两次，无法确定用哪一列。请只保留一列。 / header: "${header}" stands twice. Keep one of them.`;
const mergedHeader = (header: string): string =>
  `表头：“${header}”合并了几列，无法确定用哪一列。请取消合并。 / header: "${header}" is merged over several columns. Unmerge it.`;
const notYuan = (text: string): string =>
  `金额：“${text}”不以元计；本文件的金额应为元。请换算成元并更正说明后再导入。 / amount: "${text}" is not in yuan. Convert the amounts to yuan and correct the words first.`;
