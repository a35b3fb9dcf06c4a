import type { AlertRowView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { KeptLink } from '../address/kept-link';
import { lagSentence } from '../figures/alert-sentence';
import { shanghaiMinute } from '../figures/shanghai-time';
import { useWords } from '../words/use-words';
import { Amount } from './amount';
import { DataTable } from './data-table';
import { Empty } from './empty';
import { SeverityMark } from './severity-mark';
import { usePeople } from './use-people';

type AlertTableProps = { readonly rows: readonly AlertRowView[]; readonly withProject?: boolean; readonly filtered?: boolean };

/** Alerts with their reason; the sentence leads to the whole explanation. */
export function AlertTable({ rows, withProject = true, filtered = false }: AlertTableProps) {
  const words = useWords();
  const person = usePeople();
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
    // Beside the severity: a resolved alert must not look like an open one.
    {
      title: words.alerts.status,
      key: 'status',
      render: (_, { status, acknowledgedBy }) => (
        <>
          {words.alerts.statuses[status]}
          {acknowledgedBy === null ? null : <span className="under">{person(acknowledgedBy)}</span>}
        </>
      ),
    },
    ...project,
    {
      title: words.alerts.sentence,
      key: 'sentence',
      className: 'wrapping-wide',
      render: (_, alert) => (
        <KeptLink to={`/alerts/${encodeURIComponent(alert.id)}`} className="sentence-link">
          {lagSentence({ ...alert, project: alert.project.name }, words)} <span className="sentence-more">{words.overview.seeWhy}</span>
        </KeptLink>
      ),
    },
    { title: words.alerts.milestone, dataIndex: 'milestone' },
    { title: words.alerts.short, key: 'short', align: 'right', render: (_, { shortAmount }) => <Amount of={shortAmount} /> },
    { title: words.alerts.raisedAt, key: 'raisedAt', render: (_, { raisedAt }) => shanghaiMinute(raisedAt) },
  ];
  return (
    <DataTable
      name={words.alerts.title}
      rows={rows}
      rowKey="id"
      columns={columns}
      rowClassName={({ status }) => (status === 'resolved' ? 'settled' : '')}
      stacks
      empty={
        filtered ? (
          <Empty title={words.list.noMatch}>{words.list.noMatchNext}</Empty>
        ) : (
          <Empty title={words.alerts.empty}>{words.alerts.emptyNote}</Empty>
        )
      }
    />
  );
}
