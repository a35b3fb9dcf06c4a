import type { AlertView } from '@budget/contracts';
import { shanghaiText } from '../../figures/shanghai-time';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

/** What happened to the alert since it was raised. */
export function AlertHistory({ history }: Pick<AlertView, 'history'>) {
  const words = useWords().alert;
  const types = words.types as Readonly<Record<string, string>>;
  return (
    <Section title={words.history}>
      <ol className="history">
        {history.map(({ at, type, by, note, position }) => (
          <li key={position}>
            <time dateTime={at}>{shanghaiText(at)}</time> <strong>{types[type] ?? type}</strong>{' '}
            <span className="soft">{by.startsWith('system:') ? words.bySystem : words.by(by)}</span>
            {note === null ? null : <p>{note}</p>}
          </li>
        ))}
      </ol>
    </Section>
  );
}
