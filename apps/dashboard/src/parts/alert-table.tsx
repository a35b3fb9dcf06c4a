import type { AlertRowView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { KeptLink } from '../address/kept-link';
import { shanghaiMinute } from '../figures/shanghai-time';
import { useWords } from '../words/use-words';
import { Amount } from './amount';
import { DataTable } from './data-table';
import { Empty } from './empty';
import { SeverityMark } from './severity-mark';

type AlertTableProps = { readonly rows: readonly AlertRowView[]; readonly withProject?: boolean };

/** Alerts with their reason; the sentence leads to the whole explanation. */
export function AlertTable({ rows, withProject = true }: AlertTableProps) {
  const words = useWords();
  const project: TableProps<AlertRowView>['columns'] = withProject
    ? [
        {
          title: words.alerts.project,
          key: 'project',
          className: 'wrapping',
          render: (_, { project: { projectCode, name, unit } }) => (
            <>
              <KeptLink to={`/projects/${projectCode}`}>{name}</KeptLink>
              <span className="under">{unit.name}</span>
            </>
          ),
        },
      ]
    : [];
  const columns: TableProps<AlertRowView>['columns'] = [
    { title: words.alerts.severity, key: 'severity', render: (_, { severity }) => <SeverityMark severity={severity} /> },
    ...project,
    {
      title: words.alerts.sentence,
      key: 'sentence',
      className: 'wrapping-wide',
      render: (_, { id, sentence }) => (
        <KeptLink to={`/alerts/${encodeURIComponent(id)}`} lang="zh-CN">
          {sentence}
        </KeptLink>
      ),
    },
    { title: words.alerts.milestone, dataIndex: 'milestone' },
    { title: words.alerts.short, key: 'short', align: 'right', render: (_, { shortAmount }) => <Amount of={shortAmount} /> },
    {
      title: words.alerts.status,
      key: 'status',
      render: (_, { status, acknowledgedBy }) => (
        <>
          {words.alerts.statuses[status]}
          {acknowledgedBy === null ? null : <span className="under">{acknowledgedBy}</span>}
        </>
      ),
    },
    { title: words.alerts.raisedAt, key: 'raisedAt', render: (_, { raisedAt }) => shanghaiMinute(raisedAt) },
  ];
  return (
    <DataTable
      name={words.alerts.title}
      rows={rows}
      rowKey="id"
      columns={columns}
      empty={<Empty title={words.alerts.empty}>{words.alerts.emptyNote}</Empty>}
    />
  );
}
