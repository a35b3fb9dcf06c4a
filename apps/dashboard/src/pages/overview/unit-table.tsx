import type { SummaryView } from '@budget/contracts';
import { Table, type TableProps } from 'antd';
import { KeptLink } from '../../address/kept-link';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { GapText } from '../../parts/gap-text';
import { LightCounts } from '../../parts/light-counts';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

type UnitRow = SummaryView['units'][number];

/** Each unit with the same figures as the whole, and their sum below. */
export function UnitTable({ summary }: { readonly summary: SummaryView }) {
  const words = useWords().overview;
  const columns: TableProps<UnitRow>['columns'] = [
    {
      title: words.unit,
      key: 'unit',
      className: 'wrapping',
      render: (_, { code, name }) => (
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
    { title: words.ownGap, key: 'own', align: 'right', render: (_, row) => <OwnGap figures={row} /> },
    {
      title: words.short,
      key: 'short',
      align: 'right',
      render: (_, { plan }) => <Amount of={plan.shortAmount} />,
    },
    { title: words.timeGap, key: 'time', align: 'right', render: (_, row) => <TimeGap figures={row} /> },
    { title: words.lights, key: 'lights', className: 'wrapping', render: (_, { byStatus }) => <LightCounts byStatus={byStatus} /> },
  ];
  return (
    <Section title={words.units}>
      <DataTable
        name={words.units}
        rows={summary.units}
        rowKey="code"
        columns={columns}
        empty={null}
        summary={() => <Subtotal summary={summary} />}
      />
    </Section>
  );
}

function Subtotal({ summary }: { readonly summary: SummaryView }) {
  const words = useWords().overview;
  const { budget, execution, plan } = summary;
  const cells = [
    summary.projects,
    <Amount key="budget" of={budget.current.total} />,
    <Amount key="net" of={execution.net} />,
    percentText(execution.rate),
    <OwnGap key="own" figures={summary} />,
    <Amount key="short" of={plan.shortAmount} />,
    <TimeGap key="time" figures={summary} />,
  ];
  return (
    <Table.Summary.Row className="subtotal">
      <Table.Summary.Cell index={0}>{words.subtotal}</Table.Summary.Cell>
      {cells.map((cell, index) => (
        <Table.Summary.Cell key={index} index={index + 1} align="right">
          {cell}
        </Table.Summary.Cell>
      ))}
      <Table.Summary.Cell index={cells.length + 1} className="wrapping">
        <LightCounts byStatus={summary.byStatus} />
      </Table.Summary.Cell>
    </Table.Summary.Row>
  );
}

type Figures = Pick<UnitRow, 'execution' | 'plan' | 'timeProgress'>;
const OwnGap = ({ figures: { execution, plan } }: { readonly figures: Figures }) => (
  <GapText actual={execution.rate} planned={plan.effectivePercent} />
);
const TimeGap = ({ figures: { execution, timeProgress } }: { readonly figures: Figures }) => (
  <GapText actual={execution.rate} planned={timeProgress.percent} toTime />
);
