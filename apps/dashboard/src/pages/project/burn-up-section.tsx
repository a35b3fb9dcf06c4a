import type { LedgerEntryView, ProjectView } from '@budget/contracts';
import { lazy, Suspense, useMemo } from 'react';
import { Loading } from '../../parts/loading';
import { Section } from '../../parts/section';
import { useReadingPreferences } from '../../theme/reading-preferences';
import { useWords } from '../../words/use-words';
import { burnUpSteps } from './burn-up';
import { burnUpOption } from './burn-up-option';
import { BurnUpTable } from './burn-up-table';

const BurnUpChart = lazy(async () => ({ default: (await import('./burn-up-chart')).BurnUpChart }));

type BurnUpSectionProps = { readonly project: ProjectView; readonly entries: readonly LedgerEntryView[] };

/** How the money moved against the plan: the drawing, and the same as a table. */
export function BurnUpSection({ project, entries }: BurnUpSectionProps) {
  const words = useWords();
  const { largeType } = useReadingPreferences();
  const steps = useMemo(() => burnUpSteps(entries, project.plan.milestones, project.asOf), [entries, project]);
  const option = useMemo(
    () =>
      burnUpOption({
        name: project.name,
        fiscalYear: project.fiscalYear,
        asOf: project.asOf,
        budget: project.budget.current.total,
        steps,
        words,
        largeType,
      }),
    [project, steps, words, largeType],
  );
  return (
    <Section title={words.project.burnUp} id="burn-up">
      <p className="hint">{words.project.burnUpNote}</p>
      <Suspense fallback={<Loading lines={8} />}>
        <BurnUpChart option={option} name={words.project.chartName(project.name)} />
      </Suspense>
      <BurnUpTable steps={steps} />
    </Section>
  );
}
