import { textOf } from './files';

export type Instruction = { readonly keyword: string; readonly words: string };
export type Stage = { readonly name: string; readonly from: string; readonly instructions: readonly Instruction[] };

export const DOCKERFILE = 'infra/docker/Dockerfile';

/** The stages of infra/docker/Dockerfile, arguments put in. */
export function stages(): readonly Stage[] {
  const args = new Map<string, string>();
  const found: { name: string; from: string; instructions: Instruction[] }[] = [];
  const lines = textOf(DOCKERFILE)
    .replace(/^#.*\n/gm, '')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .filter((line) => line.trim() !== '');
  for (const line of lines) {
    const [, keyword = '', raw = ''] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    const words = raw.replace(/\$\{(\w+)\}/g, (whole, name: string) => args.get(name) ?? whole);
    const [, name = '', value = ''] = /^(\w+)=(.*)$/.exec(words) ?? [];
    const [, from = '', as = ''] = /^(\S+) AS (\S+)$/.exec(words) ?? [];
    if (keyword === 'ARG') args.set(name, value);
    else if (keyword === 'FROM') found.push({ name: as, from, instructions: [] });
    else found.at(-1)?.instructions.push({ keyword, words });
  }
  return found;
}

/** What holds in the image of this target: its own instructions after those of the stages it is made from. */
export function instructionsOf(target: string): readonly Instruction[] {
  const stage = stages().find(({ name }) => name === target);
  if (!stage) return [];
  return [...instructionsOf(stage.from), ...stage.instructions];
}

const last = (target: string, keyword: string): string => instructionsOf(target).findLast((line) => line.keyword === keyword)?.words ?? '';
const words = (list: string): readonly string[] => (list === '' ? [] : (JSON.parse(list) as string[]));

export const userOf = (target: string): string => last(target, 'USER');
export const portOf = (target: string): number => Number(last(target, 'EXPOSE'));
/** The program of the image and its arguments when none are given. */
export const commandOf = (target: string): { readonly entrypoint: readonly string[]; readonly command: readonly string[] } => ({
  entrypoint: words(last(target, 'ENTRYPOINT')),
  command: words(last(target, 'CMD')),
});

export const environmentOf = (target: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    instructionsOf(target)
      .filter(({ keyword }) => keyword === 'ENV')
      .flatMap(({ words: pairs }) => pairs.split(/\s+/))
      .map((pair) => pair.split(/=(.*)/s).slice(0, 2) as [string, string]),
  );
