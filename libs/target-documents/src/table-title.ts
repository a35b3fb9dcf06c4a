const BOOKMARK = '[bookmark:';
const LONGEST_TITLE = 300;

/** A heading without the bookmark token that a converter leaves before it ("[bookmark: _Toc_4]1.…"). */
export function splitBookmark(line: string): { readonly bookmark: string | null; readonly words: string } {
  const start = line.trimStart();
  const end = start.startsWith(BOOKMARK) ? start.indexOf(']') : -1;
  return end < 0 ? { bookmark: null, words: start.trimEnd() } : { bookmark: start.slice(0, end + 1), words: start.slice(end + 1).trim() };
}

/** "1.2025年…绩效目标表": the heading over the table of one project. */
export const isTableTitle = (words: string): boolean => words.length <= LONGEST_TITLE && words.endsWith('绩效目标表');

/** A line that cannot belong to the cell above it, even without an empty paragraph between them. */
export function startsNewPart(line: string): boolean {
  const { bookmark, words } = splitBookmark(line);
  return (
    bookmark !== null || /^第[一二三四五六七八九十]{1,3}部分$/.test(words) || (isTableTitle(words) && /^\d{1,5}\s*[.．、]/.test(words))
  );
}

/** The title without its number and the words 绩效目标表: the project's name as the heading gives it. */
export const titledName = (words: string): string => words.replace(/^\d{1,5}\s*[.．、]\s*/, '').replace(/绩效目标表$/, '');
