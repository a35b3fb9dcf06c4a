import type { SummaryView } from '@budget/contracts';
import { Money, Percent } from '@budget/kernel';
import type { TableProps } from 'antd';
import { KeptLink } from '../../address/kept-link';
import { STATUSES, type MilestoneStatus } from '../../figures/milestone-status';
import { drawnPercent, percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { Section } from '../../parts/section';
import { StatusMark } from '../../parts/status-mark';
import { useWords } from '../../words/use-words';

type Light = { readonly status: MilestoneStatus; readonly projects: number; readonly budget: string; readonly share: string | null };

/** Count and money by light: one large project outweighs many small ones, so both stand together. */
export function Lights({ summary }: { readonly summary: SummaryView }) {
  const words = useWords().overview;
  const whole = Money.parse(summary.budget.current.total);
  const rows = STATUSES.map((status): Light => {
    const { projects, budget } = summary.byStatus[status];
    return { status, projects, budget: budget.total, share: Percent.of(Money.parse(budget.total), whole)?.toText() ?? null };
  });
  const columns: TableProps<Light>['columns'] = [
    {
      title: words.light,
      key: 'status',
      render: (_, { status }) => (
        <KeptLink to="/projects" own={{ status }} className="mark-link">
          <StatusMark status={status} />
        </KeptLink>
      ),
    },
    { title: words.count, dataIndex: 'projects', align: 'right' },
    { title: words.budget, key: 'budget', align: 'right', render: (_, { budget }) => <Amount of={budget} /> },
    { title: words.share, key: 'share', align: 'right', render: (_, { share }) => percentText(share) },
    { title: '', key: 'bar', className: 'bar-cell', width: 130, render: (_, { status, share }) => <Bar status={status} share={share} /> },
  ];
  return (
    <Section title={words.lights}>
      <DataTable name={words.lights} note={words.lightsNote} rows={rows} rowKey="status" columns={columns} empty={null} />
    </Section>
  );
}

const Bar = ({ status, share }: Pick<Light, 'status' | 'share'>) => (
  <span className="bar" aria-hidden="true">
    <span className={`bar-fill bar-fill--${status}`} style={{ inlineSize: `${drawnPercent(share)}%` }} />
  </span>
);
