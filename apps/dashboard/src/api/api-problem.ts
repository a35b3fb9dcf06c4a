import type { Problem } from '@budget/contracts';

export type FieldProblem = NonNullable<Problem['errors']>[number];

/** A call that did not succeed. Status 0 means that no answer came at all. `body` is the whole answer as it was sent. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly errors: readonly FieldProblem[],
    readonly body: Readonly<Record<string, unknown>>,
  ) {
    super(`${status} ${code}: ${detail}`);
    this.name = 'ApiProblem';
  }

  static unreachable(): ApiProblem {
    return new ApiProblem(0, 'unreachable', '', [], {});
  }

  static of(status: number, text: string): ApiProblem {
    const body = objectIn(text);
    const detail = typeof body['detail'] === 'string' ? body['detail'] : '';
    const code = typeof body['code'] === 'string' ? body['code'] : `http-${status}`;
    return new ApiProblem(status, code, detail, fieldProblems(body['errors']), body);
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function fieldProblems(value: unknown): readonly FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).map((entry) => ({
    path: textOf(entry['path']),
    code: textOf(entry['code']),
    message: textOf(entry['message']),
  }));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
