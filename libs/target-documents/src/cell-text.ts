/**
 * The published words of a cell on one line: line breaks inside a cell are layout. Two Latin words keep a space between them;
 * Chinese text and numbers close up ("≥95⏎%" is "≥95%").
 */
export function cellText(verbatim: string): string {
  if (!/[\n\t]/.test(verbatim)) return verbatim.trim();
  const lines = verbatim.split('\n').map((line) => line.replace(/\t+/g, ' ').trim());
  const words = lines.filter((line) => line !== '');
  return words.map((line, index) => (isLatin(words[index - 1]?.at(-1)) && isLatin(line[0]) ? ` ${line}` : line)).join('');
}

const isLatin = (character: string | undefined): boolean => character !== undefined && /[A-Za-z]/.test(character);

export const isBlank = (verbatim: string): boolean => verbatim.trim() === '';
