import type { MilestoneCheckView } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { GLYPH } from '../../figures/milestone-status';
import { shanghaiMinute } from '../../figures/shanghai-time';
import { Amount } from '../../parts/amount';
import { useWords } from '../../words/use-words';

/** What was judged of one checkpoint, in order: first at the cut-off, then again. Undefined while it is being read. */
export function Judgements({ checks }: { readonly checks: readonly MilestoneCheckView[] | undefined }) {
  const words = useWords();
  if (checks === undefined) return null;
  if (checks.length === 0) return <span className="soft">{words.project.notJudged}</span>;
  return (
    <ol className="judgements">
      {checks.map(({ projectCode, position, status, actualAmount, judgedAt }, index) => (
        <li key={position}>
          {index === 0 ? words.project.judgedFirst : words.project.judgedLater} <span aria-hidden="true">{GLYPH[status]}</span>{' '}
          {words.shortStatus[status]}
          <span className="under">
            <KeptLink to={`/projects/${projectCode}#event-${position}`}>{shanghaiMinute(judgedAt)}</KeptLink> {words.project.judgedAmount}{' '}
            <Amount of={actualAmount} />
          </span>
        </li>
      ))}
    </ol>
  );
}
