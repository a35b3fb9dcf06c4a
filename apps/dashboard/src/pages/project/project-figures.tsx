import type { ProjectView } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { shortOf } from '../../figures/gap';
import { percentText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { Figure } from '../../parts/figure';
import { GapText } from '../../parts/gap-text';
import { ProgressTrack } from '../../parts/progress-track';
import { Section } from '../../parts/section';
import { StatusMark } from '../../parts/status-mark';
import { UnitNote } from '../../parts/unit-note';
import { may } from '../../session/permissions';
import { useSession } from '../../session/use-session';
import { useWords } from '../../words/use-words';
import { planAt } from './plan-at';
import { ProjectFacts } from './project-facts';

export function ProjectFigures({ project }: { readonly project: ProjectView }) {
  const words = useWords();
  const { budget, execution, timeProgress } = project;
  const plan = planAt(project.plan.milestones, project.asOf);
  const user = useSession()?.user;
  return (
    <Section title={words.project.figures} aside={<UnitNote />}>
      <div className="figures">
        <Figure name={words.project.budgetCurrent} note={<BudgetSources project={project} />}>
          <Amount of={budget.current.total} />
        </Figure>
        <Figure name={words.project.net} note={<PaidAndRefunded project={project} />}>
          <Amount of={execution.net} />
        </Figure>
        <Figure
          name={words.project.remaining}
          note={
            user !== undefined && may(user, 'recordMoney') ? (
              <KeptLink to="/entry" own={{ projectCode: project.projectCode }}>
                {words.project.recordHere}
              </KeptLink>
            ) : undefined
          }
        >
          <Amount of={execution.remaining} />
        </Figure>
        <Figure name={words.project.rate} note={words.overview.rateOf}>
          {percentText(execution.rate)}
        </Figure>
        <Figure
          name={words.project.ownGap}
          note={
            <>
              <span className="part">{words.overview.ownPlan(percentText(plan.percent))}</span>
              <span className="part">
                {words.overview.short} <Amount of={shortOf(plan.amount, execution.net)} />
              </span>
            </>
          }
        >
          <GapText actual={execution.rate} planned={plan.percent} />
        </Figure>
        <Figure name={words.project.timeGap} note={words.overview.timeGapNote(percentText(timeProgress.percent))}>
          <GapText actual={execution.rate} planned={timeProgress.percent} toTime />
        </Figure>
      </div>
      <ProgressTrack rate={execution.rate} plan={plan.percent} time={timeProgress.percent} />
      <p>
        <StatusMark status={project.status} />
      </p>
      <ProjectFacts project={project} />
    </Section>
  );
}

function BudgetSources({ project: { budget } }: { readonly project: ProjectView }) {
  const words = useWords().project;
  return (
    <>
      {(['fiscal', 'other', 'carriedOver'] as const).map((source) => (
        <span key={source} className="part">
          {words.sources[source]} <Amount of={budget.current[source]} />
        </span>
      ))}
      {budget.initial.total === budget.current.total ? null : (
        <span className="part">
          {words.budgetInitial} <Amount of={budget.initial.total} />
        </span>
      )}
    </>
  );
}

function PaidAndRefunded({ project: { execution } }: { readonly project: ProjectView }) {
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
