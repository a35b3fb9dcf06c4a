export type Place = { readonly row: number; readonly column: number };

/** "AB12" as row 12 and column 27 (from 0); null for anything else. */
export function placeOf(reference: string): Place | null {
  const [, letters, digits] = /^([A-Z]{1,3})([1-9]\d{0,6})$/.exec(reference) ?? [];
  if (letters === undefined || digits === undefined) return null;
  let column = 0;
  for (let index = 0; index < letters.length; index++) column = column * 26 + letters.charCodeAt(index) - 64;
  return { row: parseInt(digits, 10), column: column - 1 };
}
