import { Table, type TableProps } from 'antd';
import type { ReactNode } from 'react';
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
};

const components = { table: NamedTable };

/** A table of the house: named, its money unit at the top right. Long words wrap first; what is still too wide scrolls in its own frame. */
export function DataTable<Row extends object>({ name, rows, empty, money = true, note, ...rest }: DataTableProps<Row>) {
  return (
    <div className="data-table">
      {money || note !== undefined ? (
        <div className="table-head">
          <span>{note}</span>
          {money ? <UnitNote /> : null}
        </div>
      ) : null}
      <TableName.Provider value={name}>
        <Table<Row>
          {...rest}
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
