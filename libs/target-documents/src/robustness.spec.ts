import fc from 'fast-check';
import { weixian2025 } from '../../../tests/fixtures/weixian-2025.fixture';
import type { ParsedProject, ParsedTargetDocument } from './parsed-target-document';
import { readTargetDocument } from './read-target-document';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string): ParsedTargetDocument | null => {
  const result = readTargetDocument(utf8(text), 'a.txt');
  return result.ok ? result.value : null;
};
const lines = weixian2025.text.split('\n');
const threeProjects = lines.slice(25, 318);
const whole = read(weixian2025.text);

/** Everything a project says, without the lines it stands on. */
const content = ({ published: _published, findings, indicators, ...project }: ParsedProject): unknown => ({
  ...project,
  indicators: indicators.map(({ place: _place, ...indicator }) => indicator),
  findings: findings.map(({ code, field }) => `${code} ${field}`),
});

describe('a document cut off', () => {
  it('after any line gives its whole projects as they are, and never fails', () => {
    const complete = read(threeProjects.join('\n'))?.projects.map(content) ?? [];
    expect(complete).toHaveLength(3);
    const ends = threeProjects.flatMap((line, index) => (line.includes('绩效目标表') ? [index] : []));
    for (let end = 1; end <= threeProjects.length; end++) {
      const kept = read(threeProjects.slice(0, end).join('\n'))?.projects.map(content) ?? [];
      const whole = Math.max(0, ends.filter((at) => at < end).length - 1);
      expect(kept.slice(0, whole)).toStrictEqual(complete.slice(0, whole));
      expect(kept.length).toBeLessThanOrEqual(whole + 1);
    }
  });

  it('inside the plan keeps that project out rather than take a lost cell for a blank one', () => {
    const december = threeProjects.findIndex((line) => line === '\t100%');
    const [project] = read(threeProjects.slice(0, december).join('\n'))?.projects ?? [];
    expect(project?.findings.filter(({ severity }) => severity === 'error').map(({ code, field }) => `${code} ${field}`)).toStrictEqual([
      'plan-unreadable plan[3].percent',
    ]);
  });

  it('at any byte is a value', () => {
    fc.assert(
      fc.property(fc.nat(weixian2025.bytes.length), (end) => {
        expect(typeof readTargetDocument(weixian2025.bytes.slice(0, end), 'a.txt').ok).toBe('boolean');
        expect(typeof readTargetDocument(weixian2025.gb18030.slice(0, end), 'a.txt').ok).toBe('boolean');
      }),
      { numRuns: 40 },
    );
  });
});

describe('the order of things', () => {
  const indicatorRows = (text: string): readonly string[] => {
    const body = text.slice(text.indexOf('\n\n', text.indexOf('\t指标值确定依据')) + 2).split('\n\n');
    let level1 = '';
    return body.map((row) => {
      const [first = '', ...rest] = row.split('\n');
      level1 = first.trim() === '' ? level1 : first;
      return [level1, ...rest].join('\n');
    });
  };
  const head = lines.slice(25, 69).join('\n');
  const rows = indicatorRows(lines.slice(25, 117).join('\n'));

  it('of indicator rows is free: levels are read in their cells, never by position', () => {
    const original = whole?.projects[0]?.indicators.map(({ place: _place, ...indicator }) => indicator) ?? [];
    expect(rows).toHaveLength(7);
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6], { minLength: 7 }), (order) => {
        const text = [head, ...order.map((index) => rows[index] ?? '')].join('\n\n');
        const indicators = read(text)?.projects[0]?.indicators.map(({ place: _place, ...indicator }) => indicator);
        expect(indicators).toStrictEqual(order.map((index) => original[index]));
      }),
      { numRuns: 30 },
    );
  });

  it('of projects is free', () => {
    const starts = lines.flatMap((line, index) => (line.endsWith('绩效目标表') ? [index] : []));
    const tables = starts.map((start, index) => lines.slice(start, starts[index + 1] ?? lines.length).join('\n'));
    const reversed = read([...lines.slice(0, 25), ...tables.toReversed()].join('\n'));
    expect(reversed?.projects.map(content)).toStrictEqual(whole?.projects.map(content).toReversed());
  });

  it('holds without titles: a second 项目编码 starts a new project', () => {
    const untitled = lines.filter((line) => !line.startsWith('[bookmark: _Toc_4')).join('\n');
    expect(read(untitled)?.projects.map(content)).toStrictEqual(whole?.projects.map(content));
  });
});

describe('line breaks and spaces inside a cell', () => {
  it('change nothing that is read', () => {
    const spread = threeProjects
      .map((line) => (/^\t[^\t]{4,}$/.test(line) ? `\t\n${line.slice(1, 3)}\n\n ${line.slice(3)}  \t` : line))
      .join('\n');
    const texts = (document: ParsedTargetDocument | null) =>
      document?.projects.map(({ published: _p, findings: _f, indicators, ...project }) => ({
        ...project,
        indicators: indicators.map(({ place: _place, ...indicator }) => indicator),
      }));
    expect(texts(read(spread))).toStrictEqual(texts(read(threeProjects.join('\n'))));
  });
});

describe('damage', () => {
  it('of any kind gives a value, and what is read stays whole', () => {
    const damage = fc.record({
      at: fc.nat(threeProjects.length - 1),
      remove: fc.nat(4),
      insert: fc.array(
        fc.constantFrom(
          '',
          ' ',
          '\t',
          '\t ',
          '\t\t',
          '项目编码',
          '\t项目编码',
          '\t一级指标',
          '\t100%',
          '\t12月底',
          '1.绩效目标表',
          '[bookmark: x',
          '\t单位：元',
          '\u0000',
          '文字',
        ),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 6 }), (wounds) => {
        const text = wounds.reduce((hurt, { at, remove, insert }) => hurt.toSpliced(at, remove, ...insert), threeProjects).join('\n');
        for (const project of read(text)?.projects ?? []) {
          for (const { percent, date } of project.plan) {
            expect(percent ?? '0.00').toMatch(/^\d+\.\d{2}$/);
            expect(date ?? '2025-01-31').toMatch(/^\d{4}-\d{2}-\d{2}$/);
          }
          for (const { field, message } of project.findings) expect(`${field}${message}`).not.toMatch(/undefined|NaN|null/);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('by random bytes gives a value', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), (bytes) => expect(typeof readTargetDocument(bytes, 'a.txt').ok).toBe('boolean')),
    );
  });
});

describe('rubbish of megabytes', () => {
  const head = '\t项目编码\n\tX\n\t项目名称\n\tY\n\n';

  it.each([
    ['TABs', '', '\t'],
    ['line breaks', '', '\n'],
    ['spaces', '', ' '],
    ['bookmarks', '', '[bookmark:'],
    ['titles', '', '1.x绩效目标表\n'],
    ['cells', '', '\ta\n'],
    ['projects without an end', '', head],
    ['one cell of spaces', `${head}\t绩效目标\n\t1.`, ' '],
    ['one cell of lines', `${head}\t绩效目标\n\t1.`, 'x\n'],
    ['one cell of open brackets', `${head}\t资金用途\n\t`, '（'],
    ['one cell of needs', `${head}\t资金用途\n\t`, '需要资金约1'],
  ])('made of %s is read in one go, not in squared time', (_, start, piece) => {
    const text = `${start}${piece.repeat(1_000_000 / piece.length)}x`;
    expect(typeof readTargetDocument(utf8(text), 'a.txt').ok).toBe('boolean');
  });

  it('of 50 MB without a line break is refused', () => {
    expect(readTargetDocument(new Uint8Array(50_000_000).fill(0x61), 'a.txt').ok).toBe(false);
  });
});
