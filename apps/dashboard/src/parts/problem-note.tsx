import { Button } from 'antd';
import type { ApiProblem } from '../api/api-problem';
import { problemsBesides } from './field-problems';
import { useLanguage, useWords } from '../words/use-words';
import { inLanguage } from '../words/in-language';

type ProblemNoteProps = {
  readonly problem: ApiProblem;
  readonly onRetry?: () => void;
  /** Fields of a form that show their own refusals, so that nothing is said twice. */
  readonly fields?: readonly string[];
  /** Said in place of the service's own words, where the page shows the rest itself. */
  readonly explained?: string | undefined;
};

/** A refusal or a broken line: what happened, why, and the next step. */
export function ProblemNote({ problem, onRetry, fields = [], explained }: ProblemNoteProps) {
  const words = useWords();
  const language = useLanguage();
  const known = (words.problems as Readonly<Record<string, string>>)[problem.code];
  const besides = problemsBesides(problem, fields).filter(({ message }) => message !== problem.detail);
  const saidByField =
    problem.errors.some(({ message }) => message === problem.detail) && besides.length < problem.errors.length && fields.length > 0;
  const own = problem.detail === '' ? (problem.status >= 500 ? words.app.askAdmin : known) : inLanguage(problem.detail, language);
  // The sentence of a malformed request joins two languages in one; its list of fields says the same in the reader's own.
  const listed = problem.code === 'invalid-request' && problem.errors.length > 0;
  const detail = explained ?? (saidByField || listed ? known : own);
  return (
    <div className="problem" role="alert">
      <p className="problem-title">
        <span aria-hidden="true">▲</span> {known ?? words.problemOfStatus(problem.status)}
      </p>
      {detail === undefined || detail === known ? null : <p>{detail}</p>}
      {besides.length === 0 || explained !== undefined ? null : (
        <ul>
          {besides.map(({ path, message }) => (
            <li key={`${path}${message}`}>
              <code>{path}</code> {inLanguage(message, language)}
            </li>
          ))}
        </ul>
      )}
      <p className="problem-code">
        {words.app.code}: {problem.code}
        {problem.status === 0 ? '' : ` (${problem.status})`}
      </p>
      {onRetry === undefined ? null : <Button onClick={onRetry}>{words.app.retry}</Button>}
    </div>
  );
}
