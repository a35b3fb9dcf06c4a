import type { ProjectView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { percentText, ratioText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { GapText } from '../../parts/gap-text';
import { Section } from '../../parts/section';
import { StatusMark } from '../../parts/status-mark';
import { useWords } from '../../words/use-words';

type Milestone = ProjectView['milestones'][number];

export function MilestonesSection({ project }: { readonly project: ProjectView }) {
  const { project: words, checkpoint } = useWords();
  const columns: TableProps<Milestone>['columns'] = [
    {
      title: words.date,
      key: 'date',
      render: (_, { date, label }) => (
        <>
          {checkpoint(label)}
          <span className="under">{date}</span>
        </>
      ),
    },
    {
      title: words.plannedPercent,
      key: 'percent',
      align: 'right',
      render: (_, { stated, plannedPercent }) =>
        stated ? (
          percentText(plannedPercent)
        ) : (
          <>
            {words.notStated}
            <span className="under">{words.carried(percentText(plannedPercent))}</span>
          </>
        ),
    },
    { title: words.planned, key: 'planned', align: 'right', render: (_, { plannedAmount }) => <Amount of={plannedAmount} /> },
    {
      title: words.actual,
      key: 'actual',
      align: 'right',
      render: (_, { status, actualAmount }) => (status === 'pending' ? '—' : <Amount of={actualAmount} />),
    },
    {
      title: words.actualPercent,
      key: 'actualPercent',
      align: 'right',
      render: (_, { status, actualPercent }) => (status === 'pending' ? '—' : percentText(actualPercent)),
    },
    {
      title: words.gap,
      key: 'gap',
      align: 'right',
      render: (_, { stated, status, actualPercent, plannedPercent }) =>
        !stated || status === 'pending' ? '—' : <GapText actual={actualPercent} planned={plannedPercent} />,
    },
    {
      title: words.ratio,
      key: 'ratio',
      align: 'right',
      render: (_, { stated, status, ratio }) => (!stated || status === 'pending' ? '—' : ratioText(ratio)),
    },
    { title: words.light, key: 'light', render: (_, row) => <Light milestone={row} /> },
  ];
  return (
    <Section title={words.milestones} id="milestones">
      <DataTable name={words.milestones} rows={project.milestones} rowKey="date" columns={columns} empty="—" />
    </Section>
  );
}

/** A blank checkpoint has no light of its own: what holds on from before is said in text only. */
function Light({ milestone: { stated, status } }: { readonly milestone: Milestone }) {
  const words = useWords();
  if (stated || status === 'pending') return <StatusMark status={status} />;
  return (
    <>
      <StatusMark status="no-checkpoint" />
      {status === 'no-checkpoint' ? null : <span className="under">{words.milestones.carried(words.shortStatus[status])}</span>}
    </>
  );
}
