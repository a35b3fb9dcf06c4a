import type { AlertRowView } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { lagSentence } from '../../figures/alert-sentence';
import { byAmountDescending } from '../../figures/gap';
import { Amount } from '../../parts/amount';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/section';
import { SeverityMark } from '../../parts/severity-mark';
import { UnitNote } from '../../parts/unit-note';
import { usePeople } from '../../parts/use-people';
import { useWords } from '../../words/use-words';
import { useUnresolvedAlerts } from './use-unresolved-alerts';

const SHOWN = 8;

/** 需要处理: worst first by money, each with its reason and the next step. */
export function Attention() {
  const words = useWords().overview;
  const alerts = useUnresolvedAlerts();
  return (
    <Section title={words.attention}>
      <Answered read={alerts}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="soft">{words.attentionNone}</p>
          ) : (
            <>
              <div className="table-head">
                <span>{words.attentionNote}</span>
                <UnitNote />
              </div>
              <ol className="attention">
                {worstFirst(rows)
                  .slice(0, SHOWN)
                  .map((row) => (
                    <AttentionItem key={row.id} alert={row} />
                  ))}
              </ol>
              {rows.length > SHOWN ? <KeptLink to="/alerts">{words.attentionAll(rows.length)}</KeptLink> : null}
            </>
          )
        }
      </Answered>
    </Section>
  );
}

function AttentionItem({ alert }: { readonly alert: AlertRowView }) {
  const all = useWords();
  const words = all.overview;
  const person = usePeople();
  const { id, severity, project, shortAmount, acknowledgedBy } = alert;
  return (
    <li>
      <span>
        <SeverityMark severity={severity} />
      </span>
      <span>
        <KeptLink to={`/projects/${project.projectCode}`}>{project.name}</KeptLink>
        <span className="under">{project.unit.name}</span>
      </span>
      <span className="attention-amount">
        <Amount of={shortAmount} />
        <span className="under">{words.short}</span>
      </span>
      <div className="attention-why">
        <p>{lagSentence({ ...alert, project: project.name }, all)}</p>
        <p>
          <strong>{words.nextStep}</strong> {acknowledgedBy === null ? words.stepOpen : words.stepAcknowledged(person(acknowledgedBy))} ·{' '}
          <KeptLink to={`/alerts/${encodeURIComponent(id)}`} className="whole">
            {words.seeWhy}
            <span className="visually-hidden"> {project.name}</span>
          </KeptLink>
        </p>
      </div>
    </li>
  );
}

const worstFirst = (rows: readonly AlertRowView[]): readonly AlertRowView[] =>
  [...rows].sort((left, right) => byAmountDescending(left.shortAmount, right.shortAmount));
