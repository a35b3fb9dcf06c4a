import type { TableProps } from 'antd';
import { Amount } from '../../parts/amount';
import { DataTable } from '../../parts/data-table';
import { percentText } from '../../figures/percent-text';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';
import type { BurnUpStep } from './burn-up';

/** The twin of the drawing, for those who read rather than look. */
export function BurnUpTable({ steps }: { readonly steps: readonly BurnUpStep[] }) {
  const words = useWords();
  const columns: TableProps<BurnUpStep>['columns'] = [
    { title: words.project.stepDate, dataIndex: 'date' },
    {
      title: words.project.stepWhat,
      key: 'what',
      className: 'wrapping',
      render: (_, step) => happened(step, words).join(words.list.comma),
    },
    {
      title: words.project.stepChange,
      key: 'change',
      align: 'right',
      render: (_, { change }) => (change === '0.00' ? '—' : <Amount of={change} />),
    },
    { title: words.project.stepNet, key: 'net', align: 'right', render: (_, { net }) => (net === null ? '—' : <Amount of={net} />) },
    {
      title: words.project.stepPlan,
      key: 'plan',
      align: 'right',
      render: (_, { checkpoint }) => (checkpoint === null ? '—' : <Amount of={checkpoint.planned} />),
    },
  ];
  return (
    <details className="twin" open={steps.length <= 12}>
      <summary>{words.project.burnUpTable}</summary>
      <DataTable name={words.project.burnUpTable} rows={steps} rowKey="date" columns={columns} empty={words.project.noSteps} />
    </details>
  );
}

function happened({ counts, checkpoint }: BurnUpStep, { project, checkpoint: named }: Words): readonly string[] {
  return [
    ...(counts.payment > 0 ? [project.stepPayments(counts.payment)] : []),
    ...(counts.refund > 0 ? [project.stepRefunds(counts.refund)] : []),
    ...(counts.reversal > 0 ? [project.stepReversals(counts.reversal)] : []),
    ...(checkpoint === null ? [] : [project.stepCheckpoint(named(checkpoint.label), percentText(checkpoint.percent))]),
  ];
}
