import { weixian2025 } from '../../../tests/fixtures/weixian-2025.fixture';
import { Money } from '@budget/kernel';
import type { ParsedTargetDocument } from './parsed-target-document';
import { readTargetDocument } from './read-target-document';

const { truth } = weixian2025;
const read = (bytes: Uint8Array): ParsedTargetDocument => {
  const result = readTargetDocument(bytes, '部门绩效文本.txt');
  if (!result.ok) throw new Error(result.failure.detail);
  return result.value;
};
const document = read(weixian2025.bytes);
const total = (unitCode?: string): readonly [number, string] => {
  const projects = document.projects.filter(({ unit }) => unitCode === undefined || unit?.code === unitCode);
  return [projects.length, Money.sum(projects.map(({ budget }) => Money.parse(budget.total ?? ''))).toText()];
};

describe('the published document', () => {
  it('is read cell for cell', () => {
    const asPublished = document.projects.map((project, index) => ({
      seq: index + 1,
      unitCode: project.unit?.code,
      unitName: project.unit?.name,
      projectCode: project.projectCode,
      name: project.name,
      budgetWan: project.published['budget.total']?.text,
      fiscalWan: project.published['budget.fiscal']?.text,
      otherWan: project.published['budget.other']?.text.trim() || null,
      purpose: project.purpose,
      plan: Object.fromEntries(
        project.plan.map(({ month }, cell) => [month, project.published[`plan[${cell}].percent`]?.text.trim().replace('%', '') || null]),
      ),
      goals: project.objectives,
      indicators: project.indicators.map(({ level1, level2, level3, description, target, basis }) => ({
        ...{ level1, level2, level3, description, target, basis },
      })),
    }));
    expect(asPublished).toStrictEqual(truth);
  });

  it('has 22 projects, 88 plan cells of which 42 are filled, and 154 indicators', () => {
    const cells = document.projects.flatMap(({ plan }) => plan);
    expect([cells.length, cells.filter(({ percent }) => percent !== null).length]).toStrictEqual([88, 42]);
    expect(document.projects.flatMap(({ indicators }) => indicators)).toHaveLength(154);
  });

  it('adds up to the published totals', () => {
    expect([total(), total('203001'), total('203002')]).toStrictEqual([
      [22, '51336900.00'],
      [8, '1960000.00'],
      [14, '49376900.00'],
    ]);
  });

  it('is about 2025, region 130434 and two units, and leaves nothing over', () => {
    const { fiscalYear, region, units, notUnderstood, narrative } = document;
    expect({ fiscalYear, region, units, notUnderstood, narrative: narrative.map(({ heading }) => heading) }).toStrictEqual({
      fiscalYear: 2025,
      region: '130434',
      units: [
        { code: '203001', name: '中国共产党魏县委员会组织部本级' },
        { code: '203002', name: '魏县党建办' },
      ],
      notUnderstood: [],
      narrative: ['第一部分', '一、总体绩效目标', '二、分项绩效目标', '三、工作保障措施', '第二部分'],
    });
  });

  it('gives each project its plan in percent and dates, and its budget in yuan', () => {
    const [first] = document.projects;
    expect({ plan: first?.plan, budget: first?.budget, codeCheck: first?.codeCheck }).toStrictEqual({
      plan: [
        { month: 3, date: '2025-03-31', label: '3月底', percent: null },
        { month: 6, date: '2025-06-30', label: '6月底', percent: null },
        { month: 10, date: '2025-10-31', label: '10月底', percent: '66.00' },
        { month: 12, date: '2025-12-31', label: '12月底', percent: '100.00' },
      ],
      budget: { fiscal: '30000.00', other: null, total: '30000.00' },
      codeCheck: 'valid',
    });
  });

  it('reads every target as the careful readers did', () => {
    const targets = document.projects.flatMap(({ indicators }) => indicators.map(({ parsed }) => parsed));
    expect(targets).toStrictEqual(weixian2025.targets.map(({ raw, kind, op, value, unit }) => ({ raw, kind, operator: op, value, unit })));
  });

  it('knows the line of every field', () => {
    const lines = weixian2025.text.split('\n');
    for (const { published } of document.projects) {
      for (const { text, place } of Object.values(published)) {
        expect(lines[(place.line ?? 0) - 1]).toContain(text.split('\n')[0]);
      }
    }
    expect(document.projects[0]?.published['indicators[0].target']).toStrictEqual({ text: '≥94个', place: { line: 74 } });
  });

  it('has no fault of structure, and 22 of 22 project codes pass the check', () => {
    const errors = document.projects.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
    expect(errors).toStrictEqual([]);
    expect(document.projects.map(({ codeCheck }) => codeCheck)).toStrictEqual(Array(22).fill('valid'));
  });

  it('is read in well under a tenth of a second', () => {
    const times = Array.from({ length: 10 }, () => {
      const start = performance.now();
      read(weixian2025.bytes);
      return performance.now() - start;
    });
    expect(Math.min(...times)).toBeLessThan(100);
  });
});

describe('the same document in another dress', () => {
  const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
  const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

  it.each([
    ['with CRLF', bytesOf(weixian2025.text.replaceAll('\n', '\r\n'))],
    ['with CR', bytesOf(weixian2025.text.replaceAll('\n', '\r'))],
    ['with a byte order mark', bytesOf(`\ufeff${weixian2025.text}`)],
    ['in GB18030', weixian2025.gb18030],
    ['in UTF-16', utf16(weixian2025.text)],
    ['in UTF-16, big end first', new Uint8Array(Buffer.from(utf16(weixian2025.text)).swap16())],
  ])('%s reads the same', (_, bytes) => {
    expect(read(bytes)).toStrictEqual(document);
  });
});
