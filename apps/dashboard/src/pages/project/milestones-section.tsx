import type { ProjectView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { percentText, ratioText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { DataTable } from '../../parts/data-table';
import { GapText } from '../../parts/gap-text';
import { Section } from '../../parts/section';
import { StatusMark } from '../../parts/status-mark';
import { useWords } from '../../words/use-words';
import { Judgements } from './judgements';

type Milestone = ProjectView['milestones'][number];

/** Each checkpoint as known now, beside every judgement of it as it was recorded. */
export function MilestonesSection({ project }: { readonly project: ProjectView }) {
  const { project: words, checkpoint } = useWords();
  const checks = useRead('listMilestoneChecks', {
    query: { ...useMoment(), projectCode: project.projectCode, judgements: 'all', limit: 500 },
  }).data?.items;
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
      render: (_, { status, actualAmount, actualPercent }) =>
        status === 'pending' ? (
          '—'
        ) : (
          <>
            <Amount of={actualAmount} />
            <span className="under">{percentText(actualPercent)}</span>
          </>
        ),
    },
    {
      title: words.gap,
      key: 'gap',
      align: 'right',
      render: (_, { stated, status, actualPercent, plannedPercent, ratio }) =>
        !stated || status === 'pending' ? (
          '—'
        ) : (
          <>
            <GapText actual={actualPercent} planned={plannedPercent} />
            <span className="under">
              {words.ratio} {ratioText(ratio)}
            </span>
          </>
        ),
    },
    { title: words.light, key: 'light', render: (_, row) => <Light milestone={row} /> },
    {
      title: words.judgements,
      key: 'judgements',
      render: (_, { date }) => <Judgements checks={checks?.filter((check) => check.date === date)} />,
    },
  ];
  return (
    <Section title={words.milestones} id="milestones">
      <DataTable name={words.milestones} rows={project.milestones} rowKey="date" columns={columns} empty="—" stacks />
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
