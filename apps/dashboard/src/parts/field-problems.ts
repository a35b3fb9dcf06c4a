import type { ApiProblem, FieldProblem } from '../api/api-problem';
import { inLanguage } from '../words/in-language';
import type { Language } from '../words/words';

type FieldMessages<Field extends string> = { readonly name: Field; readonly errors: string[] }[];

/** The refusals of a call that belong to fields of a form, in the shape the form sets them. */
export function fieldProblems<Field extends string>(
  problem: ApiProblem,
  fields: readonly Field[],
  language: Language,
): FieldMessages<Field> {
  return fields.flatMap((name) => {
    const errors = problem.errors.filter((error) => lastPart(error) === name).map(({ message }) => inLanguage(message, language));
    return errors.length === 0 ? [] : [{ name, errors }];
  });
}

/** The refusals of a call that no field of the form can show. */
export const problemsBesides = (problem: ApiProblem, fields: readonly string[]): readonly FieldProblem[] =>
  problem.errors.filter((error) => !fields.includes(lastPart(error)));

/** "body.amount" → "amount". */
const lastPart = ({ path }: FieldProblem): string => path.split('.').at(-1) ?? path;
