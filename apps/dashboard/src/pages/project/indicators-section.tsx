import type { ProjectView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { DataTable } from '../../parts/data-table';
import { Section } from '../../parts/section';
import { percentText } from '../../figures/percent-text';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';

type Indicator = ProjectView['indicators'][number];

/** The indicators as published, with the figure that was read out of each target beside its text. */
export function IndicatorsSection({ indicators }: { readonly indicators: readonly Indicator[] }) {
  const words = useWords();
  const { project } = words;
  const columns: TableProps<Indicator>['columns'] = [
    {
      title: project.levels,
      key: 'levels',
      render: (_, { level1, level2 }) => (
        <>
          {level1}
          <span className="under">{level2}</span>
        </>
      ),
    },
    { title: project.level3, dataIndex: 'level3', className: 'wrapping-narrow' },
    {
      title: project.description,
      key: 'description',
      className: 'wrapping',
      render: (_, { description, basis }) => (
        <>
          {description}
          {basis === '' ? null : <span className="under">{project.basis(basis)}</span>}
        </>
      ),
    },
    { title: project.target, key: 'target', className: 'wrapping-narrow', render: (_, { target }) => <strong>{target.raw}</strong> },
    { title: project.parsed, key: 'parsed', className: 'wrapping-narrow', render: (_, { target }) => parsedText(target, words) },
    { title: project.latest, key: 'latest', render: () => <span className="not-reported">{project.notReported}</span> },
    {
      title: project.weight,
      key: 'weight',
      align: 'right',
      render: (_, { weight }) => (weight === null ? '—' : percentText(weight).replace('%', '')),
    },
  ];
  return (
    <Section title={project.indicators} id="indicators">
      <DataTable name={project.indicators} rows={indicators} rowKey="id" columns={columns} empty={project.noIndicators} money={false} />
    </Section>
  );
}

const SIGN = { '>=': '≥', '<=': '≤', '=': '=' } as const;

function parsedText({ kind, operator, value, unit }: Indicator['target'], { project }: Words): string {
  if (kind === null) return project.notParsed;
  const word = (project.kinds as Readonly<Record<string, string>>)[kind] ?? kind;
  const figure = value === null ? '' : ` ${operator === null ? '' : SIGN[operator]}${value}${unit ?? ''}`;
  return `${word}${figure}`;
}
