import { cellText } from '../cell-text';
import type { Finding } from '../finding';
import { fieldLabel, projectFinding, type FindingRule } from './finding-rule';

const PAIRS: ReadonlyMap<string, string> = new Map([
  ['（', '）'],
  ['《', '》'],
  ['【', '】'],
  ['〔', '〕'],
  ['[', ']'],
  ['“', '”'],
]);
const CLOSING: ReadonlySet<string> = new Set(PAIRS.values());
const LONGEST_TEXT = 20_000;

/** Traces of typing and converting in a cell: TABs, line breaks, brackets without their other half, a sentence cut off. */
export const textArtefactRule: FindingRule = (project) =>
  Object.entries(project.published).flatMap(([field, cell]): readonly Finding[] => {
    const isProse = field === 'purpose' || field.startsWith('objectives[');
    if (!isProse && field !== 'name' && !/^indicators\[\d+\]\.(?!level[12])/.test(field)) return [];
    if (cell.text.length > LONGEST_TEXT) return [];
    const traces = [...layoutTraces(cell.text, isProse), ...wordingTraces(cellText(cell.text))];
    if (traces.length === 0) return [];
    return [
      projectFinding(project, 'text-artefact', field, `${fieldLabel(project, field)}${traces.join('，')}；原文照存，请在下次公开时改正。`),
    ];
  });

function layoutTraces(verbatim: string, isProse: boolean): readonly string[] {
  const body = verbatim.trim();
  return [
    ...(/\t\s*$/.test(verbatim.slice(-200)) && body !== '' ? ['末尾带有制表符'] : []),
    ...(/^\s*\n/.test(verbatim.slice(0, 200)) && body !== '' ? ['以换行开头'] : []),
    ...(!isProse && body.includes('\n') ? ['中间有换行'] : []),
  ];
}

function wordingTraces(words: string): readonly string[] {
  return [
    ...(isBalanced(words.replaceAll('(', '（').replaceAll(')', '）')) ? [] : ['引号或括号不成对']),
    ...(/[，、,]$/.test(words) ? ['以逗号结束，句子可能被截断'] : []),
  ];
}

function isBalanced(words: string): boolean {
  const open: string[] = [];
  let straightQuotes = 0;
  let previous = '';
  for (const character of words) {
    const closing = PAIRS.get(character);
    if (closing !== undefined) open.push(closing);
    else if (CLOSING.has(character) && open.pop() !== character && !endsListNumber(character, previous)) return false;
    if (character === '"') straightQuotes += 1;
    previous = character;
  }
  return open.length === 0 && straightQuotes % 2 === 0;
}

// "1）…；2）…" numbers a list with closing brackets alone.
const endsListNumber = (character: string, previous: string): boolean => character === '）' && /[\d一二三四五六七八九十]/.test(previous);
