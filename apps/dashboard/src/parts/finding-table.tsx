import type { FindingView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { inLanguage } from '../words/in-language';
import { useLanguage, useWords } from '../words/use-words';
import { DataTable } from './data-table';
import { fieldName, type NamedParts } from './field-name';

const ORDER = { error: 0, major: 1, minor: 2, info: 3 } as const;

type FindingTableProps = {
  readonly findings: readonly FindingView[];
  readonly name: string;
  /** The project that the findings are about, so that its indicators can be called by their names. */
  readonly named?: NamedParts;
};

/** Findings about a published text, gravest first, each with the words it rests on and where they stand. */
export function FindingTable({ findings, name, named }: FindingTableProps) {
  const all = useWords();
  const words = all.documents;
  const language = useLanguage();
  const columns: TableProps<FindingView>['columns'] = [
    { title: words.severity, key: 'severity', render: (_, { severity }) => <FindingMark severity={severity} /> },
    { title: words.message, key: 'message', className: 'wrapping', render: (_, { message }) => inLanguage(message, language) },
    {
      title: words.evidence,
      key: 'evidence',
      className: 'wrapping',
      render: (_, { evidence }) => <Evidence evidence={evidence} />,
    },
    {
      title: words.field,
      key: 'field',
      className: 'wrapping-narrow',
      render: (_, { field, code }) => (
        <>
          {fieldName(field, all, named)}
          <span className="under">
            <code>{code}</code>
          </span>
        </>
      ),
    },
  ];
  const gravestFirst = [...findings].sort((left, right) => ORDER[left.severity] - ORDER[right.severity]);
  return (
    <DataTable
      name={name}
      rows={gravestFirst}
      rowKey={({ code, field, message }) => `${code} ${field} ${message}`}
      columns={columns}
      stacks
      empty={words.findingsNone}
      money={false}
    />
  );
}

/** Beyond these the words of the document are folded away: one finding may rest on dozens of lines. */
const SHOWN = 4;

function Evidence({ evidence }: Pick<FindingView, 'evidence'>) {
  const words = useWords().documents;
  const lines = evidence.map(({ text, place }, at) => (
    <span key={at} className="evidence">
      {text.trim() === '' ? <span className="soft">{words.blankText}</span> : <q lang="zh-CN">{text}</q>}{' '}
      <span className="soft">{place}</span>
    </span>
  ));
  if (lines.length <= SHOWN) return lines;
  return (
    <>
      {lines.slice(0, SHOWN)}
      <details>
        <summary>{words.moreEvidence(lines.length - SHOWN)}</summary>
        {lines.slice(SHOWN)}
      </details>
    </>
  );
}

const GLYPH = { error: '▲', major: '◆', minor: '◐', info: '○' } as const;

export function FindingMark({ severity }: Pick<FindingView, 'severity'>) {
  const words = useWords().documents;
  return (
    <span className={`mark mark--finding-${severity}`}>
      <span aria-hidden="true">{GLYPH[severity]}</span> {words.severities[severity]}
    </span>
  );
}
