import type { ProjectRowView } from '@budget/contracts';
import { Money } from '@budget/kernel';
import { KeptLink } from '../../address/kept-link';
import { yuanText } from '../../figures/amount-text';
import { StatusMark } from '../../parts/status-mark';
import { useWords } from '../../words/use-words';

type BalancePanelProps = { readonly project: ProjectRowView | undefined; readonly amount: string | null };

/** What the project has left, before and after the payment that is being typed: in 元 as it is typed, since 万元 would hide 分. */
export function BalancePanel({ project, amount }: BalancePanelProps) {
  const { entry: words, units } = useWords();
  return (
    <aside className="balance" aria-live="polite">
      <div className="table-head">
        <h2>{words.balance}</h2>
        {project === undefined ? null : <span className="unit-note">{units.note(units.yuan)}</span>}
      </div>
      {project === undefined ? <p className="soft">{words.chooseFirst}</p> : <Balance project={project} amount={amount} />}
    </aside>
  );
}

function Balance({ project, amount }: { readonly project: ProjectRowView; readonly amount: string | null }) {
  const words = useWords().entry;
  const { budget, execution } = project;
  const after = amount === null ? null : Money.parse(execution.remaining).minus(Money.parse(amount));
  return (
    <>
      <p>
        <KeptLink to={`/projects/${project.projectCode}`}>{project.name}</KeptLink>
        <span className="under">{project.unit.name}</span>
      </p>
      <dl className="facts facts--sums">
        <dt>{words.budget}</dt>
        <dd>
          <Yuan of={budget.current.total} />
        </dd>
        <dt>{words.net}</dt>
        <dd>
          <Yuan of={execution.net} />
        </dd>
        <dt>{words.available}</dt>
        <dd>
          <strong>
            <Yuan of={execution.remaining} />
          </strong>
        </dd>
        {after === null ? null : (
          <>
            <dt>{words.after}</dt>
            <dd className={after.isNegative() ? 'gap--behind' : ''}>
              <Yuan of={after.toText()} />
            </dd>
          </>
        )}
      </dl>
      <StatusMark status={project.status} />
    </>
  );
}

const Yuan = ({ of }: { readonly of: string }) => <span className="amount">{yuanText(of)}</span>;
