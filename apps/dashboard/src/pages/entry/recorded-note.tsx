import type { z } from 'zod';
import type { disbursementAnswer } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { yuanText } from '../../figures/amount-text';
import { WarningList } from '../../parts/warning-list';
import { useWords } from '../../words/use-words';

export type Recorded = {
  readonly answer: z.output<typeof disbursementAnswer>;
  readonly projectName: string;
  /** False when the same payment had been recorded before. */
  readonly anew: boolean;
};

/** Says what was recorded and where it can be found. */
export function RecordedNote({ recorded: { answer, projectName, anew } }: { readonly recorded: Recorded }) {
  const words = useWords().entry;
  return (
    <div className="done" role="alert">
      <p>
        <strong>{anew ? words.done : words.doneAgain}</strong> {words.doneSentence(answer.voucherNo, yuanText(answer.amount), projectName)}
      </p>
      <WarningList warnings={answer.warnings} />
      <p>
        {words.doneWhere(answer.position, answer.version)} ·{' '}
        <KeptLink to={`/projects/${answer.projectCode}#entry-${answer.position}`} own={{ fiscalYear: String(answer.fiscalYear) }}>
          {words.seeProject}
        </KeptLink>
      </p>
    </div>
  );
}
