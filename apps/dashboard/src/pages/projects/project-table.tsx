import type { ProjectRowView } from '@budget/contracts';
import type { TableProps } from 'antd';
import type { SortOrder } from 'antd/es/table/interface';
import { KeptLink } from '../../address/kept-link';
import { useFilters } from '../../address/use-filters';
import { shortOf } from '../../figures/gap';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { Empty } from '../../parts/empty';
import { StatusMark } from '../../parts/status-mark';
import { useWords } from '../../words/use-words';
import { isSort, type Sort } from './project-sort';

type ProjectTableProps = { readonly rows: readonly ProjectRowView[]; readonly sort: Sort };

export function ProjectTable({ rows, sort }: ProjectTableProps) {
  const words = useWords();
  const { change } = useFilters();
  const sortable = (key: string) => ({ key, sorter: true, sortOrder: orderOf(key, sort), align: 'right' as const });

  const columns: TableProps<ProjectRowView>['columns'] = [
    {
      title: words.projects.name,
      key: 'name',
      className: 'wrapping',
      sorter: true,
      sortOrder: orderOf('name', sort),
      render: (_, { projectCode, name, unit }) => (
        <>
          <KeptLink to={`/projects/${projectCode}`}>{name}</KeptLink>
          <span className="under">{unit.name}</span>
          <span className="under">{projectCode}</span>
        </>
      ),
    },
    { ...sortable('budget'), title: words.projects.budget, render: (_, { budget }) => <Amount of={budget.current.total} /> },
    { title: words.projects.net, key: 'net', align: 'right', render: (_, { execution }) => <Amount of={execution.net} /> },
    { ...sortable('rate'), title: words.projects.rate, render: (_, { execution }) => percentText(execution.rate) },
    {
      title: words.projects.due,
      key: 'due',
      render: (_, { due }) =>
        due === null ? (
          <span className="soft">{words.projects.dueNone}</span>
        ) : (
          `${words.checkpoint(due.label)} ${percentText(due.plannedPercent)}`
        ),
    },
    {
      ...sortable('gap'),
      title: words.projects.short,
      render: (_, { due, execution }) => (due === null ? '—' : <Amount of={shortOf(due.plannedAmount, execution.net)} />),
    },
    { title: words.projects.status, key: 'status', render: (_, { status }) => <StatusMark status={status} /> },
    {
      title: words.projects.alerts,
      key: 'alerts',
      render: (_, { projectCode, openAlerts }) =>
        openAlerts === 0 ? '—' : <KeptLink to={`/projects/${projectCode}#alerts`}>{words.projects.alertCount(openAlerts)}</KeptLink>,
    },
  ];
  return (
    <DataTable
      name={words.projects.title}
      rows={rows}
      rowKey="projectCode"
      columns={columns}
      stacks
      empty={<Empty title={words.list.noMatch}>{words.list.noMatchNext}</Empty>}
      onChange={(_, __, sorter) => change({ sort: sortOf(Array.isArray(sorter) ? undefined : sorter) })}
    />
  );
}

const orderOf = (key: string, sort: Sort): SortOrder => (sort === key ? 'ascend' : sort === `-${key}` ? 'descend' : null);

function sortOf(sorter: { readonly columnKey?: unknown; readonly order?: SortOrder } | undefined): string | undefined {
  if (sorter?.order === undefined || sorter.order === null) return undefined;
  const wanted = `${sorter.order === 'descend' ? '-' : ''}${String(sorter.columnKey)}`;
  return isSort(wanted) ? wanted : 'name';
}
