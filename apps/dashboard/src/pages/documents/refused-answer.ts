import type { TargetDocumentAnswer } from '@budget/contracts';
import type { ApiProblem } from '../../api/api-problem';

/** A document with structural errors is refused together with the whole answer: finds it, wherever it is attached. */
export function refusedAnswer({ body }: ApiProblem): TargetDocumentAnswer | null {
  const places = [body, ...Object.values(body)];
  return (places.find(isAnswer) as TargetDocumentAnswer | undefined) ?? null;
}

const isAnswer = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'sha256' in value && 'projects' in value && Array.isArray(value.projects);
