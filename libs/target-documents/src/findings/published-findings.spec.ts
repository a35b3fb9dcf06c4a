import { weixian2025 } from '../../../../tests/fixtures/weixian-2025.fixture';
import { readTargetDocument } from '../read-target-document';

const result = readTargetDocument(weixian2025.bytes, '部门绩效文本.txt');
if (!result.ok) throw new Error(result.failure.detail);
const document = result.value;

type Remark = { readonly project: number; readonly code: string; readonly severity: string; readonly field: string };
const remarks: readonly Remark[] = [
  ...document.projects.flatMap(({ findings }, index) =>
    findings.map(({ code, severity, field }) => ({ project: index + 1, code, severity, field })),
  ),
  ...document.findings.map(({ code, severity, field }) => ({ project: 0, code, severity, field })),
];

const rowOf = (field: string): number | null => {
  const [, digits] = /^indicators\[(\d+)\]/.exec(field) ?? [];
  return digits === undefined ? null : Number(digits) + 1;
};
const codeOf = (oracle: string): string => oracle.toLowerCase().replaceAll('_', '-');
type Claim = { readonly project: number; readonly row: number | null };

/** Every project and row a careful reader's remark is about: its own, and those its text adds ("also row 6", "rows 1–4", "18/3"). */
function claimsOf({ seq, no, text }: (typeof weixian2025.findings)[number]): readonly Claim[] {
  const claims: Claim[] = [{ project: seq, row: no }];
  for (const [, list = ''] of text.matchAll(/(?:also row|rows) ([\d, –and]+)/g)) {
    for (const [, from = '', to = from] of list.matchAll(/(\d+)(?:–(\d+))?/g)) {
      for (let row = Number(from); row <= Number(to); row++) claims.push({ project: seq, row });
    }
  }
  for (const [, list = ''] of text.matchAll(/also ((?:\d+\/\d+(?:, )?)+)/g)) {
    for (const [, project, row] of list.matchAll(/(\d+)\/(\d+)/g)) claims.push({ project: Number(project), row: Number(row) });
  }
  for (const [, project] of text.matchAll(/\(also (\d+)\)/g)) claims.push({ project: Number(project), row: null });
  return claims;
}

const answers = (remark: Remark, code: string, claim: Claim): boolean =>
  remark.code === code && remark.project === claim.project && rowOf(remark.field) === claim.row;

describe('the findings on the published document', () => {
  const automatic = weixian2025.findings.filter(({ auto }) => auto);

  it('hold every one of the 71 faults that a program can find, with the same severity', () => {
    const missed = automatic.filter(
      (fault) =>
        !remarks.some(
          (remark) => answers(remark, codeOf(fault.code), { project: fault.seq, row: fault.no }) && remark.severity === fault.severity,
        ),
    );
    expect(missed).toStrictEqual([]);
    expect(automatic).toHaveLength(71);
  });

  it('hold every further row that the careful readers name beside those', () => {
    const named = automatic.flatMap((fault) => claimsOf(fault).map((claim) => ({ code: codeOf(fault.code), ...claim })));
    expect(named.filter(({ code, ...claim }) => !remarks.some((remark) => answers(remark, code, claim)))).toStrictEqual([]);
  });

  it('go beyond the careful readers only where the same rule holds for a further row', () => {
    const claims = weixian2025.findings.flatMap((fault) => claimsOf(fault).map((claim) => ({ code: codeOf(fault.code), claim })));
    const beyond = remarks.filter((remark) => !claims.some(({ code, claim }) => answers(remark, code, claim)));
    expect(beyond.map(({ project, code, field }) => `${project} ${code} ${field}`)).toStrictEqual([
      '3 no-operator indicators[0].target',
      '3 no-operator indicators[1].target',
      '5 text-artefact indicators[4].target',
      '5 text-artefact indicators[5].target',
      '6 plan-late plan',
      '6 text-artefact indicators[4].target',
      '6 text-artefact indicators[5].level3',
      '6 text-artefact indicators[5].target',
      '7 text-artefact indicators[2].description',
      '7 text-artefact indicators[4].target',
      '8 plan-late plan',
      '10 no-operator indicators[0].target',
      '10 text-artefact indicators[5].description',
      '12 plan-late plan',
      '14 no-operator indicators[0].target',
      '14 no-operator indicators[2].target',
      '16 no-operator indicators[0].target',
      '16 no-operator indicators[2].target',
      '19 plan-late plan',
      '19 no-operator indicators[0].target',
      '19 no-operator indicators[2].target',
      '20 no-operator indicators[0].target',
      '21 no-operator indicators[0].target',
      '21 no-operator indicators[2].target',
      '22 plan-late plan',
      '22 no-operator indicators[1].target',
    ]);
    expect(remarks).toHaveLength(122);
  });

  it('give an answer a person can use: the words, the place and the next step', () => {
    for (const { code, message, evidence } of [...document.projects.flatMap(({ findings }) => findings), ...document.findings]) {
      expect([code, message]).toStrictEqual([code, expect.stringMatching(/^[^\n]{8,}；[^\n]+。$/)]);
      expect(evidence.length).toBeGreaterThan(0);
      for (const { place } of evidence) expect(place).toMatch(/^第 \d+ 行$/);
    }
  });
});
