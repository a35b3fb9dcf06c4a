import type { TargetDocumentAnswer } from '@budget/contracts';
import type { TableProps } from 'antd';
import { KeptLink } from '../../address/kept-link';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { FindingMark, FindingTable } from '../../parts/finding-table';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';
import { ChangeList } from './change-list';

type Imported = TargetDocumentAnswer['projects'][number];
type Row = Imported & { readonly at: number };

/** Each project of the document with its outcome, its changes and its findings. */
export function ImportedProjects({ answer, refused }: { readonly answer: TargetDocumentAnswer; readonly refused: boolean }) {
  const words = useWords().documents;
  const outcomes = answer.dryRun || refused ? words.wouldBe : words.outcomes;
  const rows = answer.projects.map((project, at): Row => ({ ...project, at }));
  const columns: TableProps<Row>['columns'] = [
    { title: '#', key: 'at', align: 'right', render: (_, { at }) => at + 1 },
    { title: words.projects, key: 'project', className: 'wrapping', render: (_, row) => <ProjectName project={row} answer={answer} /> },
    {
      title: words.outcome,
      key: 'outcome',
      render: (_, { outcome }) => <span className={`outcome outcome--${outcome}`}>{outcomes[outcome]}</span>,
    },
    { title: words.findings, key: 'findings', className: 'wrapping', render: (_, { findings }) => <FindingCounts findings={findings} /> },
    { title: words.unit, key: 'unit', className: 'wrapping-narrow', render: (_, { unit }) => unit?.name ?? words.missing },
    {
      title: words.budget,
      key: 'budget',
      align: 'right',
      render: (_, { budget }) => (budget === null ? words.missing : <Amount of={budget.total} />),
    },
    { title: words.plan, key: 'plan', render: (_, { plan }) => <Plan plan={plan} /> },
    { title: words.indicators, key: 'indicators', align: 'right', render: (_, { indicators }) => indicators.length },
  ];
  return (
    <Section title={words.projects}>
      <DataTable
        name={words.projects}
        rows={rows}
        rowKey="at"
        columns={columns}
        empty="—"
        expandable={{
          rowExpandable: ({ findings, changes }) => findings.length > 0 || (changes ?? []).length > 0,
          expandedRowRender: ({ findings, changes, name, indicators, plan }) => (
            <>
              <ChangeList changes={changes ?? []} named={{ indicators, plan }} />
              {findings.length === 0 ? null : (
                <FindingTable name={`${words.findings} ${name ?? ''}`} findings={findings} named={{ indicators, plan }} />
              )}
            </>
          ),
          defaultExpandedRowKeys: rows.filter(({ outcome }) => outcome === 'changed' || outcome === 'rejected').map(({ at }) => at),
        }}
      />
    </Section>
  );
}

function ProjectName({
  project: { name, projectCode, outcome },
  answer,
}: {
  readonly project: Row;
  readonly answer: TargetDocumentAnswer;
}) {
  const words = useWords().documents;
  const there = projectCode !== null && (answer.position !== null || outcome === 'unchanged') && outcome !== 'rejected';
  return (
    <>
      {there ? (
        <KeptLink to={`/projects/${projectCode}`} own={{ fiscalYear: String(answer.fiscalYear) }}>
          {name ?? words.missing}
        </KeptLink>
      ) : (
        (name ?? words.missing)
      )}
      <span className="under">{projectCode ?? words.missing}</span>
    </>
  );
}

/** Every plan cell, blank ones as a dash. */
function Plan({ plan }: Pick<Imported, 'plan'>) {
  const { checkpoint } = useWords();
  return (
    <span className="plan-cells">
      {plan.milestones.map(({ date, label, statedPercent }) => (
        <span key={date} title={date}>
          <span className="soft">{checkpoint(label)}</span> {percentText(statedPercent)}
        </span>
      ))}
    </span>
  );
}

function FindingCounts({ findings }: Pick<Imported, 'findings'>) {
  const counts = (['error', 'major', 'minor', 'info'] as const).map((severity) => ({
    severity,
    count: findings.filter((finding) => finding.severity === severity).length,
  }));
  return (
    <span className="light-counts">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ severity, count }) => (
          <span key={severity}>
            <FindingMark severity={severity} /> {count}
          </span>
        ))}
    </span>
  );
}
