import { ProblemError } from './problem.error';

/** The fiscal year of a request that may name it in the query and in the body or form. Throws ProblemError 422 when they differ. */
export function agreedFiscalYear(query: number | undefined, body: number | undefined): number | undefined {
  if (query === undefined || body === undefined || query === body) return body ?? query;
  const code = 'fiscal-year-mismatch';
  throw new ProblemError({
    status: 422,
    code,
    detail: `fiscalYear：地址参数写 ${query}，正文写 ${body}，不一致，没有写入。请改成同一年度，或只写一处 / The query says ${query}, the body says ${body}: make them agree, or name the year once`,
    errors: [
      { path: 'query.fiscalYear', code, message: `正文写 ${body} / the body says ${body}` },
      { path: 'body.fiscalYear', code, message: `地址参数写 ${query} / the query says ${query}` },
    ],
  });
}
