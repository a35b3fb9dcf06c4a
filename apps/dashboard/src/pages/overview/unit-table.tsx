import type { SummaryView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { KeptLink } from '../../address/kept-link';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { GapText } from '../../parts/gap-text';
import { LightCounts } from '../../parts/light-counts';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

type UnitRow = SummaryView['units'][number];

/** No unit has it for a code. */
const SUM = '';

/** Each unit with the same figures as the whole, and their sum below. */
export function UnitTable({ summary }: { readonly summary: SummaryView }) {
  const words = useWords().overview;
  const columns: TableProps<UnitRow>['columns'] = [
    {
      title: words.unit,
      key: 'unit',
      className: 'wrapping',
      render: (_, { code, name }) =>
        code === SUM ? (
          name
        ) : (
          <>
            <KeptLink to="/projects" own={{ unitCode: code }}>
              {name}
            </KeptLink>
            <span className="under">{code}</span>
          </>
        ),
    },
    { title: words.projects, dataIndex: 'projects', align: 'right' },
    { title: words.budgetCurrent, key: 'budget', align: 'right', render: (_, { budget }) => <Amount of={budget.current.total} /> },
    { title: words.net, key: 'net', align: 'right', render: (_, { execution }) => <Amount of={execution.net} /> },
    { title: words.rate, key: 'rate', align: 'right', render: (_, { execution }) => percentText(execution.rate) },
    { title: words.ownGap, key: 'own', align: 'right', className: 'gap-cell', render: (_, row) => <OwnGap figures={row} /> },
    {
      title: words.short,
      key: 'short',
      align: 'right',
      render: (_, { plan }) => <Amount of={plan.shortAmount} />,
    },
    { title: words.timeGap, key: 'time', align: 'right', className: 'gap-cell', render: (_, row) => <TimeGap figures={row} /> },
    { title: words.lights, key: 'lights', className: 'wrapping', render: (_, { byStatus }) => <LightCounts byStatus={byStatus} /> },
  ];
  return (
    <Section title={words.units}>
      <DataTable
        name={words.units}
        rows={[...summary.units, { ...summary, code: SUM, name: words.subtotal }]}
        rowKey="code"
        columns={columns}
        stacks
        empty={null}
        rowClassName={({ code }) => (code === SUM ? 'subtotal' : '')}
      />
    </Section>
  );
}

type Figures = Pick<UnitRow, 'execution' | 'plan' | 'timeProgress'>;
const OwnGap = ({ figures: { execution, plan } }: { readonly figures: Figures }) => (
  <GapText actual={execution.rate} planned={plan.effectivePercent} />
);
const TimeGap = ({ figures: { execution, timeProgress } }: { readonly figures: Figures }) => (
  <GapText actual={execution.rate} planned={timeProgress.percent} toTime />
);
