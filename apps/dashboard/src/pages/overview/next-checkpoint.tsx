import type { SummaryView } from '@budget/contracts';
import { weeklyPace } from '../../figures/gap';
import { Amount } from '../../parts/amount';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

/** What has to happen until the next checkpoint, and how fast. */
export function NextCheckpoint({ summary: { next } }: { readonly summary: SummaryView }) {
  const words = useWords();
  if (next === null) {
    return (
      <Section title={words.overview.next}>
        <p>{words.overview.nextNone}</p>
      </Section>
    );
  }
  const pace = weeklyPace(next.shortAmount, next.daysLeft);
  return (
    <Section title={words.overview.next}>
      <p className="next-date">
        <strong>{words.checkpoint(next.label)}</strong> <span className="soft">{next.date}</span>
      </p>
      <p className="next-days">{next.daysLeft > 0 ? words.overview.daysLeft(next.daysLeft) : words.overview.dueToday}</p>
      <dl className="facts facts--stacked">
        <dt>{words.overview.nextPlanned}</dt>
        <dd>
          <Amount of={next.plannedAmount} withUnit />
        </dd>
        <dt>{words.overview.nextShort}</dt>
        <dd>
          <Amount of={next.shortAmount} withUnit />
        </dd>
        {pace === null ? null : (
          <>
            <dt>{words.overview.nextPace}</dt>
            <dd>
              <Amount of={pace} withUnit />
            </dd>
          </>
        )}
      </dl>
    </Section>
  );
}
