import type { ProjectRowView } from '@budget/contracts';
import { Money } from '@budget/kernel';
import { KeptLink } from '../../address/kept-link';
import { Amount } from '../../parts/amount';
import { StatusMark } from '../../parts/status-mark';
import { UnitNote } from '../../parts/unit-note';
import { useWords } from '../../words/use-words';

type BalancePanelProps = { readonly project: ProjectRowView | undefined; readonly amount: string | null };

/** What the project has left, before and after the payment that is being typed. */
export function BalancePanel({ project, amount }: BalancePanelProps) {
  const words = useWords().entry;
  return (
    <aside className="balance" aria-live="polite">
      <div className="table-head">
        <h2>{words.balance}</h2>
        {project === undefined ? null : <UnitNote />}
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
          <Amount of={budget.current.total} />
        </dd>
        <dt>{words.net}</dt>
        <dd>
          <Amount of={execution.net} />
        </dd>
        <dt>{words.available}</dt>
        <dd>
          <strong>
            <Amount of={execution.remaining} />
          </strong>
        </dd>
        {after === null ? null : (
          <>
            <dt>{words.after}</dt>
            <dd className={after.isNegative() ? 'gap--behind' : ''}>
              <Amount of={after.toText()} />
            </dd>
          </>
        )}
      </dl>
      <StatusMark status={project.status} />
    </>
  );
}
