import type { TargetDocumentAnswer } from '@budget/contracts';
import type { TableProps } from 'antd';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { useWords } from '../../words/use-words';

type UnitRow = TargetDocumentAnswer['units'][number];

export function ImportedUnits({ units }: Pick<TargetDocumentAnswer, 'units'>) {
  const words = useWords().documents;
  const columns: TableProps<UnitRow>['columns'] = [
    { title: words.unit, key: 'unit', className: 'wrapping', render: (_, { code, name }) => `${code} ${name}` },
    { title: words.count, dataIndex: 'projects', align: 'right' },
    { title: words.budget, key: 'budget', align: 'right', render: (_, { budget }) => <Amount of={budget.total} /> },
  ];
  return <DataTable name={words.byUnit} rows={units} rowKey="code" columns={columns} empty="—" />;
}
