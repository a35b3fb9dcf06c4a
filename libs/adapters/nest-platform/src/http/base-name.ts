const LONGEST = 200;

/** The last part of a sender's path, without control characters, at most 200 characters; "file" when nothing is left. */
export function baseName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const clean = Array.from(last)
    .filter((character) => character >= ' ' && character !== '\u007f')
    .slice(0, LONGEST)
    .join('');
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
}
