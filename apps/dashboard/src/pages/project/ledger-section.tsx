import type { LedgerEntryView, ProjectView, WarningView } from '@budget/contracts';
import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useLocation } from 'react-router';
import { LedgerTable } from '../../parts/ledger-table';
import { Section } from '../../parts/section';
import { WarningList } from '../../parts/warning-list';
import { may } from '../../session/permissions';
import { useSession } from '../../session/use-session';
import { useWords } from '../../words/use-words';
import { RefundForm } from './refund-form';
import { ReversalForm } from './reversal-form';

type LedgerSectionProps = { readonly project: ProjectView; readonly entries: readonly LedgerEntryView[] };
type Opened = { readonly kind: 'refund' | 'reversal'; readonly entry: LedgerEntryView };

type Done = { readonly sentence: string; readonly warnings: readonly WarningView[] };

const SHOWN_AT_FIRST = 50;

/** The ledger of a project; those who record money may refund and reverse from its rows. */
export function LedgerSection({ project, entries }: LedgerSectionProps) {
  const words = useWords();
  const { hash } = useLocation();
  const [all, setAll] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const user = useSession()?.user;
  const records = user !== undefined && may(user, 'recordMoney');
  const whole = all || hash.startsWith('#entry-');

  const actions = (entry: LedgerEntryView) =>
    entry.kind === 'reversal' || entry.reversedBy !== undefined ? null : (
      <span className="row-actions">
        {entry.kind === 'payment' ? (
          <Button size="small" onClick={() => setOpened({ kind: 'refund', entry })}>
            {words.ledger.refund}
          </Button>
        ) : null}
        <Button size="small" onClick={() => setOpened({ kind: 'reversal', entry })}>
          {words.ledger.reverse}
        </Button>
      </span>
    );
  const close = (sentence: string, warnings: readonly WarningView[] = []) => {
    setOpened(null);
    setDone({ sentence, warnings });
  };

  return (
    <Section title={words.project.ledger} id="ledger">
      {done === null ? null : (
        <div role="alert" className="done">
          <p>{done.sentence}</p>
          <WarningList warnings={done.warnings} />
        </div>
      )}
      <LedgerTable rows={whole ? entries : entries.slice(0, SHOWN_AT_FIRST)} withProject={false} {...(records ? { actions } : {})} />
      {whole || entries.length <= SHOWN_AT_FIRST ? null : (
        <Button onClick={() => setAll(true)}>{words.list.showAll(entries.length)}</Button>
      )}
      <Modal
        open={opened !== null}
        onCancel={() => setOpened(null)}
        footer={null}
        destroyOnHidden
        title={opened === null ? '' : words[opened.kind].title(opened.entry.voucherNo)}
      >
        {opened?.kind === 'refund' ? (
          <RefundForm
            project={project}
            entry={opened.entry}
            onDone={(position, warnings) => close(words.refund.done(position), warnings)}
          />
        ) : null}
        {opened?.kind === 'reversal' ? (
          <ReversalForm entry={opened.entry} onDone={(position) => close(words.reversal.done(position))} />
        ) : null}
      </Modal>
    </Section>
  );
}
