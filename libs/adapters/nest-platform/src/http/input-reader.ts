import { type Endpoint } from '@budget/contracts';
import { z } from 'zod';
import type { ParsedInput } from './input';
import { ProblemError, type FieldError } from './problem.error';

type Place = 'params' | 'query' | 'body';

const chinese = z.locales.zhCN().localeError;
const NOTHING = z.strictObject({});
const ANYTHING = z.unknown();

/** Reads parameters, query and body with the endpoint's schemas. Throws ProblemError 400 `invalid-request` naming every bad field. */
export function readInput(endpoint: Endpoint, raw: Readonly<Record<Place, unknown>>): ParsedInput {
  const errors: FieldError[] = [];
  const read = (place: Place, schema: z.ZodType): unknown => {
    const parsed = schema.safeParse(raw[place], { error: chinese });
    if (parsed.success) return parsed.data;
    errors.push(...fieldErrors(place, parsed.error));
    return undefined;
  };
  const input = {
    params: read('params', endpoint.params ?? ANYTHING),
    query: read('query', endpoint.query ?? (endpoint.path.startsWith('//') ? ANYTHING : NOTHING)),
    body: endpoint.body ? read('body', endpoint.body) : undefined,
  };
  if (errors.length > 0) throw invalidRequest(errors);
  return input;
}

/** Reads the fields of a multipart form, which all arrive as text. */
export function readFields(schema: z.ZodObject, fields: Readonly<Record<string, string>>): unknown {
  const parsed = schema.safeParse(fields, { error: chinese });
  if (parsed.success) return parsed.data;
  throw invalidRequest(fieldErrors('body', parsed.error));
}

export function invalidRequest(errors: readonly FieldError[]): ProblemError {
  const first = errors[0];
  const more = errors.length > 1 ? `（另有 ${errors.length - 1} 处，见 errors）` : '';
  return new ProblemError({
    status: 400,
    code: 'invalid-request',
    detail: first ? `${first.path}：${first.message}${more}。请改正后重新提交 / Correct the field and send the request again` : '请求有误',
    errors,
  });
}

function fieldErrors(place: Place, { issues }: z.ZodError): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: pathOf(place, [...issue.path, key]),
        code: 'unknown-field',
        message: '没有这个字段，请删去或改正名称 / no such field',
      }));
    }
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('undefined');
    return [
      {
        path: pathOf(place, issue.path),
        code: missing ? 'required' : issue.code.replaceAll('_', '-'),
        message: missing ? '必须填写 / required' : issue.message,
      },
    ];
  });
}

const pathOf = (place: Place, path: readonly PropertyKey[]): string =>
  path.reduce<string>((text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${String(step)}`), place);
