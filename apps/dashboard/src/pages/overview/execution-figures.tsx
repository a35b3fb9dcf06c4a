import type { SummaryView } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { Figure } from '../../parts/figure';
import { GapText } from '../../parts/gap-text';
import { ProgressTrack } from '../../parts/progress-track';
import { Section } from '../../parts/section';
import { UnitNote } from '../../parts/unit-note';
import { useWords } from '../../words/use-words';

/** 支出 / 预算现额, 执行率, and the gaps to the own plan and to elapsed time side by side. */
export function ExecutionFigures({ summary }: { readonly summary: SummaryView }) {
  const words = useWords().overview;
  const { budget, execution, plan, timeProgress } = summary;
  return (
    <Section title={words.execution} aside={<UnitNote />}>
      <div className="figures">
        <Figure name={words.budgetCurrent} note={<KeptLink to="/projects">{words.projectCount(summary.projects)}</KeptLink>}>
          <Amount of={budget.current.total} />
        </Figure>
        <Figure name={words.net} note={<RefundNote summary={summary} />}>
          <KeptLink to="/ledger">
            <Amount of={execution.net} />
          </KeptLink>
        </Figure>
        <Figure name={words.rate} note={words.rateOf}>
          {percentText(execution.rate)}
        </Figure>
        <Figure
          name={words.ownGap}
          note={
            <>
              <span className="part">{words.ownPlan(percentText(plan.effectivePercent))}</span>
              <span className="part">
                {words.short} <Amount of={plan.shortAmount} />
              </span>
            </>
          }
        >
          <GapText actual={execution.rate} planned={plan.effectivePercent} />
        </Figure>
        <Figure name={words.timeGap} note={words.timeGapNote(percentText(timeProgress.percent))}>
          <GapText actual={execution.rate} planned={timeProgress.percent} toTime />
        </Figure>
      </div>
      <ProgressTrack rate={execution.rate} plan={plan.effectivePercent} time={timeProgress.percent} />
    </Section>
  );
}

function RefundNote({ summary: { execution } }: { readonly summary: SummaryView }) {
  const words = useWords().overview;
  return (
    <>
      <span className="part">
        {words.paid} <Amount of={execution.paid} />
      </span>
      <span className="part">
        {words.refunded} <Amount of={execution.refunded} />
      </span>
    </>
  );
}
