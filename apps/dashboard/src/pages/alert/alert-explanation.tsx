import type { AlertView } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { lagSentence } from '../../figures/alert-sentence';
import { formulaText } from '../../figures/formula-text';
import { shortOf } from '../../figures/gap';
import { percentText, ratioText } from '../../figures/percent-text';
import { Amount } from '../../parts/amount';
import { Section } from '../../parts/section';
import { UnitNote } from '../../parts/unit-note';
import { useLanguage, useWords } from '../../words/use-words';

/** The sentence, the formula and every number that went into it. */
export function AlertExplanation({ alert }: { readonly alert: AlertView }) {
  const all = useWords();
  const words = all.alert;
  const language = useLanguage();
  const { formula, inputs, planVersion, policyVersion } = alert.explanation;
  return (
    <Section title={words.why} aside={<UnitNote />}>
      <p className="sentence">{lagSentence({ ...alert, project: alert.project.name, inputs }, all)}</p>
      <dl className="facts">
        <dt>{words.formula}</dt>
        <dd>
          <code className="formula">{formulaText(formula, language)}</code>
        </dd>
        <dt>{words.actual}</dt>
        <dd>
          <Amount of={inputs.actualAmount} />
        </dd>
        <dt>{words.planned}</dt>
        <dd>
          <Amount of={inputs.plannedAmount} />
        </dd>
        <dt>{words.plannedPercent}</dt>
        <dd>
          {percentText(inputs.plannedPercent)} <span className="soft">{alert.milestone}</span>
        </dd>
        <dt>{words.budget}</dt>
        <dd>
          <Amount of={inputs.budget} />
        </dd>
        <dt>{words.ratio}</dt>
        <dd>{ratioText(inputs.ratio)}</dd>
        <dt>{words.short}</dt>
        <dd>
          <Amount of={shortOf(inputs.plannedAmount, inputs.actualAmount)} />
        </dd>
        <dt>{words.asOf}</dt>
        <dd>{inputs.asOf}</dd>
        <dt>{words.versions}</dt>
        <dd>
          <span className="part">{words.planVersion(planVersion)}</span> <span className="part">{words.policyVersion(policyVersion)}</span>{' '}
          <span className="part">{words.through(inputs.throughPosition)}</span>
        </dd>
      </dl>
      <p>
        <KeptLink to={`/projects/${alert.project.projectCode}`} own={{ fiscalYear: String(alert.project.fiscalYear) }}>
          {words.toProject}
        </KeptLink>
      </p>
    </Section>
  );
}
