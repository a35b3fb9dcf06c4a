import type { FindingView } from '@budget/contracts';
import type { TableProps } from 'antd';
import { inLanguage } from '../words/in-language';
import { useLanguage, useWords } from '../words/use-words';
import { DataTable } from './data-table';

const ORDER = { error: 0, major: 1, minor: 2, info: 3 } as const;

/** Findings about a published text, gravest first, each with the words it rests on and where they stand. */
export function FindingTable({ findings, name }: { readonly findings: readonly FindingView[]; readonly name: string }) {
  const words = useWords().documents;
  const language = useLanguage();
  const columns: TableProps<FindingView>['columns'] = [
    { title: words.severity, key: 'severity', render: (_, { severity }) => <FindingMark severity={severity} /> },
    { title: words.message, key: 'message', className: 'wrapping', render: (_, { message }) => inLanguage(message, language) },
    {
      title: words.evidence,
      key: 'evidence',
      className: 'wrapping',
      render: (_, { evidence }) =>
        evidence.map(({ text, place }) => (
          <span key={`${place}${text}`} className="evidence">
            <q lang="zh-CN">{text}</q> <span className="soft">{place}</span>
          </span>
        )),
    },
    {
      title: words.field,
      key: 'field',
      render: (_, { field, code }) => (
        <>
          <code>{field}</code>
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
      empty={words.findingsNone}
      money={false}
    />
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
