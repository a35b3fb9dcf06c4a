import type { LedgerEntryView } from '@budget/contracts';
import { Money } from '@budget/kernel';
import type { TableProps } from 'antd';
import type { ReactNode } from 'react';
import { KeptLink } from '../address/kept-link';
import { yuanText } from '../figures/amount-text';
import { shanghaiMinute } from '../figures/shanghai-time';
import { useReadingPreferences } from '../theme/reading-preferences';
import { useWords } from '../words/use-words';
import { Amount } from './amount';
import { DataTable } from './data-table';
import { Empty } from './empty';
import { usePeople } from './use-people';

type LedgerTableProps = {
  readonly rows: readonly LedgerEntryView[];
  readonly withProject?: boolean;
  readonly actions?: (entry: LedgerEntryView) => ReactNode;
};

/** Payments, refunds and reversals as they were recorded; each row has an address of its own. */
export function LedgerTable({ rows, withProject = true, actions }: LedgerTableProps) {
  const words = useWords();
  const { ledger } = words;
  const person = usePeople();
  const project: TableProps<LedgerEntryView>['columns'] = withProject
    ? [
        {
          title: ledger.project,
          key: 'project',
          className: 'wrapping',
          render: (_, { projectCode, projectName, unit, position }) => (
            <>
              <KeptLink to={`/projects/${projectCode}#entry-${position}`}>{projectName}</KeptLink>
              <span className="under">{unit.name}</span>
            </>
          ),
        },
      ]
    : [];
  const columns: TableProps<LedgerEntryView>['columns'] = [
    { title: ledger.paidOn, dataIndex: 'paidOn' },
    {
      title: ledger.voucher,
      key: 'voucher',
      className: 'wrapping-narrow',
      render: (_, { voucherNo, originalVoucherNo, alsoUsedBy }) => (
        <>
          {voucherNo}
          {originalVoucherNo === null || originalVoucherNo === voucherNo ? null : (
            <span className="under">{ledger.ofVoucher(originalVoucherNo)}</span>
          )}
          {alsoUsedBy === null ? null : <SharedMark projects={alsoUsedBy} />}
        </>
      ),
    },
    ...project,
    {
      title: ledger.kind,
      key: 'kind',
      render: (_, entry) => (
        <>
          <KindMark kind={entry.kind} />
          <Marks entry={entry} />
        </>
      ),
    },
    { title: ledger.amount, key: 'amount', align: 'right', render: (_, entry) => <MovedAmount entry={entry} /> },
    { title: ledger.fundSource, key: 'source', render: (_, { fundSource }) => ledger.fundSources[fundSource] },
    {
      title: `${ledger.payee}${words.list.slash}${ledger.use}`,
      key: 'payee',
      className: 'wrapping',
      render: (_, { payee, use, reason }) => [payee, use, reason].filter((text) => text !== null).join(words.list.separator) || '—',
    },
    {
      title: ledger.recordedAt,
      key: 'recorded',
      className: 'wrapping-narrow',
      render: (_, { projectCode, fiscalYear, recordedAt, recordedBy, position }) => (
        <>
          <span className="whole">{shanghaiMinute(recordedAt)}</span>
          <span className="under">
            {person(recordedBy)} ·{' '}
            <KeptLink className="whole" to={`/projects/${projectCode}#event-${position}`} own={{ fiscalYear: String(fiscalYear) }}>
              {ledger.position} {position}
            </KeptLink>
          </span>
        </>
      ),
    },
    ...(actions === undefined
      ? []
      : [{ title: ledger.actions, key: 'actions', fixed: 'end' as const, render: (_: unknown, entry: LedgerEntryView) => actions(entry) }]),
  ];
  return (
    <DataTable
      name={ledger.title}
      note={rows.some(({ late }) => late) ? ledger.lateHint : undefined}
      rows={rows}
      rowKey="position"
      columns={columns}
      stacks
      empty={<Empty title={ledger.empty}>{ledger.emptyNext}</Empty>}
      onRow={({ position }) => ({ id: `entry-${position}` })}
    />
  );
}

/** What the entry does to the spending: payments add, refunds and reversals take away. In 万元 the exact 元 stand below. */
function MovedAmount({ entry: { kind, amount } }: { readonly entry: LedgerEntryView }) {
  const { amountUnit } = useReadingPreferences();
  const words = useWords();
  const moved = kind === 'payment' ? amount : Money.parse(amount).negated().toText();
  return (
    <>
      <Amount of={moved} />
      {amountUnit === 'yuan' ? null : <span className="under">{`${yuanText(moved)} ${words.units.yuan}`}</span>}
    </>
  );
}

const KIND_GLYPH = { payment: '→', refund: '↩', reversal: '✕' } as const;

function KindMark({ kind }: Pick<LedgerEntryView, 'kind'>) {
  const words = useWords().ledger;
  return (
    <span className={`kind kind--${kind}`}>
      <span aria-hidden="true">{KIND_GLYPH[kind]}</span> {words.kinds[kind]}
    </span>
  );
}

function Marks({ entry: { late, reversedBy } }: { readonly entry: LedgerEntryView }) {
  const { ledger: words } = useWords();
  return (
    <span className="tags">
      {late ? (
        <span className="tag" title={words.lateHint}>
          {words.late}
        </span>
      ) : null}
      {reversedBy === undefined ? null : <span className="tag">{words.reversed(reversedBy)}</span>}
    </span>
  );
}

/** The number itself is what is doubtful, so the mark stands below it. */
function SharedMark({ projects }: { readonly projects: readonly string[] }) {
  const { ledger: words, list } = useWords();
  return (
    <span className="tags">
      <span className="tag">{projects.length === 0 ? words.alsoUsedElsewhere : words.alsoUsedBy(projects.join(list.comma))}</span>
    </span>
  );
}
