import type { TargetDocumentAnswer } from '@budget/contracts';
import { textTable } from '../text-table';
import { wan } from '../wan';

type Project = TargetDocumentAnswer['projects'][number];
type Finding = TargetDocumentAnswer['findings'][number];

const OUTCOMES: Readonly<Record<Project['outcome'], string>> = {
  registered: '登记',
  unchanged: '无变化',
  changed: '有变化',
  rejected: '未通过',
};
const SEVERITIES = ['error', 'major', 'minor', 'info'] as const satisfies readonly Finding['severity'][];
const SEVERITY_WORDS: Readonly<Record<Finding['severity'], string>> = { error: '错误', major: '重要', minor: '一般', info: '提示' };

/** The answer for a person: units, projects and findings, amounts in 万元. `isUnchecked`: judged against an empty store. */
export function importReport(answer: TargetDocumentAnswer, { isUnchecked }: { readonly isUnchecked: boolean }): string {
  const { fileName, fiscalYear, region, dryRun, projects } = answer;
  const head = `${fileName}　${fiscalYear} 年度　区划 ${region ?? '未写明'}`;
  const mode = !dryRun
    ? []
    : isUnchecked
      ? ['试导入：未连接数据库，按库中没有任何项目判断，什么都没有写入 / Dry run against an empty store: nothing was written.']
      : ['试导入：什么都没有写入 / Dry run: nothing was written.'];
  return [
    head,
    ...mode,
    '单位：万元',
    '',
    unitTable(answer),
    '',
    projectTable(projects),
    '',
    ...findingLines(answer),
    ...leftoverLines(answer),
  ].join('\n');
}

const unitTable = ({ units, totals }: TargetDocumentAnswer): string =>
  textTable(
    [{ title: '单位编码' }, { title: '单位名称' }, { title: '项目数', align: 'right' }, { title: '预算数', align: 'right' }],
    [
      ...units.map(({ code, name, projects, budget }) => [code, name, String(projects), wan(budget.total)]),
      ['合计', '', String(totals.projects), wan(totals.budget.total)],
    ],
  );

const projectTable = (projects: readonly Project[]): string =>
  textTable(
    [
      { title: '结果' },
      { title: '项目编码' },
      { title: '预算数', align: 'right' },
      { title: '问题', align: 'right' },
      { title: '项目名称' },
    ],
    projects.map(({ outcome, projectCode, budget, findings, name }) => [
      OUTCOMES[outcome],
      projectCode ?? '（未写明）',
      budget === null ? '—' : wan(budget.total),
      String(findings.length),
      (name ?? '（未写明）').replace(/\s+/g, ''),
    ]),
  );

type Placed = Finding & { readonly of: string };

function findingLines({ projects, findings }: TargetDocumentAnswer): readonly string[] {
  const all: readonly Placed[] = [
    ...findings.map((finding) => ({ ...finding, of: '文件' })),
    ...projects.flatMap((project) => project.findings.map((finding) => ({ ...finding, of: project.projectCode ?? '（无编码）' }))),
  ];
  const counts = SEVERITIES.map((severity) => `${SEVERITY_WORDS[severity]} ${all.filter((one) => one.severity === severity).length}`);
  return [
    `发现的问题：${counts.join('，')}`,
    ...SEVERITIES.flatMap((severity) => all.filter((one) => one.severity === severity).map(findingLine)),
  ];
}

const findingLine = ({ severity, of, field, evidence, message }: Placed): string =>
  `[${SEVERITY_WORDS[severity]}] ${of} ${field}${placesOf(evidence)}：${message}`;

const LINE = /^第 (\d+) 行$/;
const PLACES_SHOWN = 6;

/** "（第 88、186 行）"; a finding about the whole file shows its first places. */
function placesOf(evidence: Finding['evidence']): string {
  const places = [...new Set(evidence.map(({ place }) => place))];
  if (places.length === 0) return '';
  const shown = places.slice(0, PLACES_SHOWN);
  const lines = shown.map((place) => LINE.exec(place)?.[1]);
  const text = lines.every((line) => line !== undefined) ? `第 ${lines.join('、')} 行` : shown.join('、');
  return places.length > PLACES_SHOWN ? `（${text}等 ${places.length} 处）` : `（${text}）`;
}

const leftoverLines = ({ notUnderstood }: TargetDocumentAnswer): readonly string[] =>
  notUnderstood.map(
    ({ place, text, message }) =>
      `[未读懂] ${place.line === undefined ? '' : `第 ${place.line} 行`}“${text.trim().slice(0, 40)}”：${message}`,
  );
