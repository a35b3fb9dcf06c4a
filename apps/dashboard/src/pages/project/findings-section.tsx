import type { ProjectView } from '@budget/contracts';
import { FindingTable } from '../../parts/finding-table';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

export function FindingsSection({ project }: { readonly project: ProjectView }) {
  const words = useWords().project;
  const { findings } = project;
  return (
    <Section title={words.findings} id="findings">
      {findings.length === 0 ? (
        <p className="soft">{words.noFindings}</p>
      ) : (
        <FindingTable name={words.findings} findings={findings} named={project} />
      )}
    </Section>
  );
}
