import { mostFrequent } from './most-frequent';
import type { ProjectReading } from './project-table.parser';
import { titledName } from './table-title';
import type { Paragraph } from './table-model';

const LINES_OF_A_COVER = 8;
const LONGEST_COVER_LINE = 40;

/**
 * The year a document is about: stated on its cover ("2025年部门预算绩效文本"), else the year most project names begin with, else
 * the year most project codes carry. Of two equally frequent years the later one. Null when nothing names a year.
 */
export function fiscalYearOf(narrative: readonly Paragraph[], projects: readonly ProjectReading[]): number | null {
  const cover = narrative
    .slice(0, LINES_OF_A_COVER)
    .map(({ text }) => (text.length > LONGEST_COVER_LINE ? null : /(20\d\d)\s*年度?.*(?:预算|绩效)/.exec(text)?.[1]))
    .find((year) => year);
  if (cover) return Number(cover);

  const years = (texts: readonly string[], pattern: RegExp): readonly number[] =>
    texts.flatMap((text) => {
      const digits = pattern.exec(text)?.[1];
      return digits === undefined ? [] : [2000 + Number(digits)];
    });
  const names = projects.map(({ name, published }) => name ?? titledName(published['title']?.text ?? ''));
  const codes = projects.map(({ projectCode }) => projectCode ?? '');
  return mostFrequent(years(names, /^20(\d\d)/)) ?? mostFrequent(years(codes, /^\d{6}(\d\d)P/));
}
