/** Where something stands in its document; each form of document knows only some of these. Lines and pages count from 1. */
export type Place = { readonly line?: number; readonly page?: number; readonly sheet?: string; readonly cell?: string };

/** One table cell, verbatim: line breaks and trailing TABs are kept. */
export type Cell = { readonly text: string; readonly place: Place };

/**
 * Readers that know the rows give whole rows, merged cells as blank ones. The text form does not mark rows: there a row may
 * arrive in pieces where one of its cells holds a blank line.
 */
export type Row = readonly Cell[];

export type Table = { readonly kind: 'table'; readonly rows: readonly Row[] };
export type Paragraph = { readonly kind: 'paragraph'; readonly text: string; readonly place: Place };

/** What every reader makes of a document, whatever its form; `markup` are tokens of the converter that were left in the text. */
export type DocumentModel = { readonly blocks: readonly (Table | Paragraph)[]; readonly markup: readonly Cell[] };

/** "第 123 行", for people. */
export function describePlace({ line, page, sheet, cell }: Place): string {
  const parts = [
    page === undefined ? '' : `第 ${page} 页`,
    sheet === undefined ? '' : `工作表“${sheet}”`,
    cell === undefined ? '' : `单元格 ${cell}`,
    line === undefined ? '' : `第 ${line} 行`,
  ];
  return parts.filter((part) => part !== '').join(' ') || '位置不明';
}
