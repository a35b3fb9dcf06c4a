import { Table, type TableProps } from 'antd';
import type { HTMLAttributes, ReactNode } from 'react';
import { NamedTable, TableName } from './named-table';
import { UnitNote } from './unit-note';

type DataTableProps<Row> = Pick<
  TableProps<Row>,
  'columns' | 'rowKey' | 'summary' | 'onChange' | 'rowClassName' | 'onRow' | 'expandable'
> & {
  readonly name: string;
  readonly rows: readonly Row[];
  readonly empty: ReactNode;
  /** False for tables without amounts. */
  readonly money?: boolean;
  readonly note?: ReactNode;
  /** On a narrow screen each row stands as a block of its own, every value beside the title of its column. */
  readonly stacks?: boolean;
};

type TitledCell = HTMLAttributes<HTMLElement> & { readonly 'data-title': string };

const components = { table: NamedTable };

/** A table of the house: named, its money unit at the top right. Long words wrap first; what is still too wide scrolls in its own frame. */
export function DataTable<Row extends object>({
  name,
  rows,
  empty,
  money = true,
  note,
  stacks = false,
  columns,
  ...rest
}: DataTableProps<Row>) {
  return (
    <div className={stacks ? 'data-table data-table--stacks' : 'data-table'}>
      {money || note !== undefined ? (
        <div className="table-head">
          <span>{note}</span>
          {money ? <UnitNote /> : null}
        </div>
      ) : null}
      <TableName.Provider value={name}>
        <Table<Row>
          {...rest}
          columns={stacks ? titled(columns ?? []) : (columns ?? [])}
          size="small"
          dataSource={rows}
          pagination={false}
          components={components}
          locale={{ emptyText: empty }}
          scroll={{ x: true }}
          showSorterTooltip={false}
        />
      </TableName.Provider>
    </div>
  );
}

/** Cells that carry the title of their column, for the style sheet to print beside them. */
const titled = <Row extends object>(columns: NonNullable<TableProps<Row>['columns']>): NonNullable<TableProps<Row>['columns']> =>
  columns.map((column) => {
    if ('children' in column || typeof column.title !== 'string') return column;
    const cell: TitledCell = { 'data-title': column.title };
    return { ...column, onCell: () => cell };
  });
