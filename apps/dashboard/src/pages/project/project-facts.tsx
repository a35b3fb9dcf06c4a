import type { ProjectView } from '@budget/contracts';
import { KeptLink } from '../../address/kept-link';
import { useWords } from '../../words/use-words';

/** What the published document says of the project, as it says it. */
export function ProjectFacts({ project }: { readonly project: ProjectView }) {
  const words = useWords().project;
  return (
    <dl className="facts facts--wide">
      <dt>{words.code}</dt>
      <dd>
        <code>{project.projectCode}</code> <span className="soft">{words.codeCheck[project.codeCheck]}</span>
      </dd>
      <dt>{words.unit}</dt>
      <dd>
        <KeptLink to="/projects" own={{ unitCode: project.unit.code }}>
          {project.unit.name}
        </KeptLink>{' '}
        <span className="soft">{project.unit.code}</span>
      </dd>
      {project.region === null ? null : (
        <>
          <dt>{words.region}</dt>
          <dd>{project.region}</dd>
        </>
      )}
      {project.purpose === '' ? null : (
        <>
          <dt>{words.purpose}</dt>
          <dd lang="zh-CN">{project.purpose}</dd>
        </>
      )}
      {project.objectives.length === 0 ? null : (
        <>
          <dt>{words.objectives}</dt>
          <dd lang="zh-CN">
            <ul>
              {project.objectives.map((objective) => (
                <li key={objective}>{objective}</li>
              ))}
            </ul>
          </dd>
        </>
      )}
    </dl>
  );
}
