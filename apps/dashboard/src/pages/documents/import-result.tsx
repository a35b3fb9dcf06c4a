import type { TargetDocumentAnswer } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { wanText } from '../../figures/amount-text';
import { FindingTable } from '../../parts/finding-table';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';
import { ImportedProjects } from './imported-projects';
import { ImportedUnits } from './imported-units';
import { NotUnderstood } from './not-understood';

type ImportResultProps = { readonly answer: TargetDocumentAnswer; readonly refused: boolean };

/** What a document holds, what was made of it, and everything remarkable about it. */
export function ImportResult({ answer, refused }: ImportResultProps) {
  const words = useWords().documents;
  const { totals, units, projects } = answer;
  const cells = projects.flatMap(({ plan }) => plan.milestones);
  const filled = cells.filter(({ statedPercent }) => statedPercent !== null).length;
  const indicators = projects.reduce((count, project) => count + project.indicators.length, 0);
  const title = refused ? words.resultRefused : answer.dryRun ? words.resultChecked : words.resultImported;
  return (
    <>
      <Section title={title}>
        <p className="sentence">{words.sentence(totals.projects, wanText(totals.budget.total), units.length)}</p>
        <p>{words.cells(filled, cells.length, indicators)}</p>
        <p className="soft">
          {words.sha256} <code>{answer.sha256}</code>
        </p>
        {answer.position === null ? null : (
          <p>
            <KeptLink to="/" own={{ fiscalYear: String(answer.fiscalYear) }} className="button-link">
              {words.toOverview}
            </KeptLink>
          </p>
        )}
        <ImportedUnits units={units} />
      </Section>
      <ImportedProjects answer={answer} refused={refused} />
      {answer.findings.length === 0 ? null : (
        <Section title={words.findingsOfDocument}>
          <FindingTable name={words.findingsOfDocument} findings={answer.findings} />
        </Section>
      )}
      <NotUnderstood rows={answer.notUnderstood} />
    </>
  );
}
