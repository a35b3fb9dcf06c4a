import type { AlertView } from '@budget/contracts';
import { caughtUpSentence, lagSentence } from '../../figures/alert-sentence';
import { shanghaiText } from '../../figures/shanghai-time';
import { Section } from '../../parts/section';
import { usePeople } from '../../parts/use-people';
import { useWords } from '../../words/use-words';
import type { Words } from '../../words/words';

/** What happened to the alert since it was raised. */
export function AlertHistory({ alert }: { readonly alert: AlertView }) {
  const words = useWords();
  const person = usePeople();
  const types = words.alert.types as Readonly<Record<string, string>>;
  return (
    <Section title={words.alert.history}>
      <ol className="history">
        {alert.history.map((step) => {
          const note = noteOf(step, alert.project.name, words);
          return (
            <li key={step.position}>
              <time dateTime={step.at}>{shanghaiText(step.at)}</time> <strong>{types[step.type] ?? step.type}</strong>{' '}
              <span className="soft">{words.alert.by(person(step.by))}</span>
              {note === null ? null : <p>{note}</p>}
            </li>
          );
        })}
      </ol>
    </Section>
  );
}

/** Words of a person as they stand; what the alert said at a step, in the language of the reader. */
function noteOf({ type, note, told }: AlertView['history'][number], project: string, words: Words): string | null {
  if (told === null) return type === 'AlertResolved' ? words.alert.nothingDue : note;
  return type === 'AlertResolved' ? caughtUpSentence({ ...told, project }, words) : lagSentence({ ...told, project }, words);
}
