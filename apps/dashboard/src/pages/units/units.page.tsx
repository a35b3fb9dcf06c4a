import type { SummaryView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { KeptLink } from '../../address/kept-link';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { Answered } from '../../parts/answered';
import { DataTable } from '../../parts/data-table';
import { Empty } from '../../parts/empty';
import { GapText } from '../../parts/gap-text';
import { LightCounts } from '../../parts/light-counts';
import { Page } from '../../parts/page';
import { useWords } from '../../words/use-words';
import { ranking, type Ranked } from './ranking';

type Row = Ranked<SummaryView['units'][number]>;

/** 单位排名 by 执行率, with the rule of the ranking printed above. */
export function UnitsPage() {
  const words = useWords();
  const { overview } = words;
  const summary = useRead('getSummary', { query: useMoment(), keep: true });
  // One unit has nobody to stand before or behind.
  const single = summary.data?.units.length === 1;
  const rank: TableProps<Row>['columns'] = [
    {
      title: words.ranking.rank,
      key: 'rank',
      align: 'right',
      render: (_, { rank }) => rank ?? <span className="soft">{words.ranking.unranked}</span>,
    },
  ];
  const columns: TableProps<Row>['columns'] = [
    ...(single ? [] : rank),
    {
      title: overview.unit,
      key: 'unit',
      className: 'wrapping',
      render: (_, { unit }) => (
        <>
          <KeptLink to="/projects" own={{ unitCode: unit.code }}>
            {unit.name}
          </KeptLink>
          <span className="under">{unit.code}</span>
        </>
      ),
    },
    { title: overview.projects, key: 'projects', align: 'right', render: (_, { unit }) => unit.projects },
    { title: overview.budgetCurrent, key: 'budget', align: 'right', render: (_, { unit }) => <Amount of={unit.budget.current.total} /> },
    { title: overview.net, key: 'net', align: 'right', render: (_, { unit }) => <Amount of={unit.execution.net} /> },
    { title: overview.rate, key: 'rate', align: 'right', render: (_, { unit }) => percentText(unit.execution.rate) },
    {
      title: overview.ownGap,
      key: 'own',
      align: 'right',
      className: 'gap-cell',
      render: (_, { unit }) => <GapText actual={unit.execution.rate} planned={unit.plan.effectivePercent} />,
    },
    {
      title: overview.short,
      key: 'short',
      align: 'right',
      render: (_, { unit }) => <Amount of={unit.plan.shortAmount} />,
    },
    {
      title: overview.timeGap,
      key: 'time',
      align: 'right',
      className: 'gap-cell',
      render: (_, { unit }) => <GapText actual={unit.execution.rate} planned={unit.timeProgress.percent} toTime />,
    },
    {
      title: words.ranking.lights,
      key: 'lights',
      className: 'wrapping',
      render: (_, { unit }) => <LightCounts byStatus={unit.byStatus} />,
    },
  ];
  return (
    <Page title={words.ranking.title} note={single ? words.ranking.single : words.ranking.note}>
      <Answered read={summary}>
        {(data) => (
          <DataTable
            name={words.ranking.title}
            rows={ranking(data.units, data.budget.current.total)}
            rowKey={({ unit }) => unit.code}
            columns={columns}
            stacks
            empty={<Empty title={words.projects.empty}>{words.overview.emptyOtherNext}</Empty>}
          />
        )}
      </Answered>
    </Page>
  );
}
