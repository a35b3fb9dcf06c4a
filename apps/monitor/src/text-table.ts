// East Asian wide characters take two columns of a terminal.
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/u;

export const widthOf = (text: string): number => Array.from(text).reduce((width, character) => width + (WIDE.test(character) ? 2 : 1), 0);

export type Column = { readonly title: string; readonly align?: 'left' | 'right' };

/** Rows under their titles, aligned for a terminal: two spaces between columns, nothing at the end of a line. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const titles = columns.map(({ title }) => title);
  const widths = columns.map((_, index) => Math.max(...[titles, ...rows].map((row) => widthOf(row[index] ?? ''))));
  const line = (row: readonly string[]): string =>
    columns
      .map(({ align }, index) => {
        const text = row[index] ?? '';
        const gap = ' '.repeat((widths[index] ?? 0) - widthOf(text));
        return align === 'right' ? gap + text : text + gap;
      })
      .join('  ')
      .trimEnd();
  return [titles, ...rows].map(line).join('\n');
}
