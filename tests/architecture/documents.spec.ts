import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');
const SKIPPED = new Set(['node_modules', 'dist', 'tmp', 'coverage']);
const READMES = ['README.md', 'README.en.md'];

const textOf = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function markdownUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith('.') || SKIPPED.has(entry.name)) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return markdownUnder(path);
    return entry.name.endsWith('.md') ? [relative(ROOT, path)] : [];
  });
}

const MARKDOWN = markdownUnder(ROOT);
const matches = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? '');
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };

describe('what the documents promise', () => {
  it.each(MARKDOWN)('%s names only npm scripts that exist', (path) => {
    const text = textOf(path);
    const named = [...matches(text, /npm run (?:-s )?([a-z][\w:-]*)/g), ...matches(text, /npm (start|test)\b/g)];
    expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
  });

  it.each(MARKDOWN)('%s links only to files that exist', (path) => {
    const targets = matches(textOf(path), /\]\(([^)\s]+)\)/g).filter((target) => !/^([a-z]+:|#)/.test(target));
    expect(targets.filter((target) => !existsSync(join(ROOT, dirname(path), target.replace(/#.*/, ''))))).toEqual([]);
  });

  it('lists every decision record in the index, under its own heading', () => {
    const records = readdirSync(join(ROOT, 'docs/adr')).filter((name) => /^\d{4}-.*\.md$/.test(name));
    const index = textOf('docs/adr/README.md');
    const lines = records.sort().map((name) => {
      const [number, ...heading] = textOf(`docs/adr/${name}`).split('\n', 1)[0]?.replace(/^# /, '').split(' ') ?? [];
      return `| [${number}](${name}) | ${heading.join(' ')} |`;
    });
    expect(index.split('\n').filter((line) => /^\| \[\d/.test(line))).toEqual(lines);
  });

  it('gives every decision record a number of its own', () => {
    const numbers = readdirSync(join(ROOT, 'docs/adr')).flatMap((name) => matches(name, /^(\d{4})-/g));
    expect(numbers).toEqual([...new Set(numbers)]);
  });

  it.each(READMES)('%s explains exactly the variables of .env.example', (path) => {
    const explained = matches(textOf(path), /^\| `([A-Z_]+)` \|/gm);
    expect(explained).toEqual(matches(textOf('.env.example'), /^([A-Z_]+)=/gm));
  });

  it.each(READMES)('%s starts with the two commands of the quick start', (path) => {
    expect(matches(textOf(path), /```sh\n(.*)\n```/g)).toEqual(['npm start -- --sample', 'npm test']);
  });

  it('explains every variable that the service reads', () => {
    const rules =
      textOf('libs/adapters/nest-platform/src/config/read-config.ts').match(/const RULES = \{([\s\S]*?)\n\} as const/)?.[1] ?? '';
    expect(matches(textOf('.env.example'), /^([A-Z_]+)=/gm)).toEqual(matches(rules, /^ {2}([A-Z_]+):/gm));
  });
});
