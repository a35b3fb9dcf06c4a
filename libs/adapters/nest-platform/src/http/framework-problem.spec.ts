import { HttpException, NotFoundException } from '@nestjs/common';
import { problemOf } from './framework-problem';
import { ProblemError } from './problem.error';

const coded = (code: string, statusCode?: number): Error => Object.assign(new Error('inside knowledge'), { code, statusCode });

describe('what is thrown', () => {
  it.each<[string, unknown, number, string]>([
    ['a problem', new ProblemError({ status: 409, code: 'voucher-conflict', detail: '凭证已用' }), 409, 'voucher-conflict'],
    ['bad JSON', coded('FST_ERR_CTP_INVALID_JSON_BODY', 400), 400, 'malformed-json'],
    ['a large body', coded('FST_ERR_CTP_BODY_TOO_LARGE', 413), 413, 'payload-too-large'],
    ['a large file', coded('FST_REQ_FILE_TOO_LARGE', 413), 413, 'payload-too-large'],
    ['a strange content type', coded('FST_ERR_CTP_INVALID_MEDIA_TYPE', 415), 415, 'unsupported-media-type'],
    ['no such route', new NotFoundException('Cannot GET /x'), 404, 'not-found'],
    ['any other refusal of the framework', coded('FST_ERR_SOMETHING_NEW', 422), 422, 'malformed-request'],
    ['an exception of Nest', new HttpException('inside knowledge', 418), 418, 'malformed-request'],
    ['the database shutting down', coded('57P01'), 503, 'store-unavailable'],
    ['the database refusing connections', coded('ECONNREFUSED'), 503, 'store-unavailable'],
    ['a connection lost', new Error('Connection terminated unexpectedly'), 503, 'store-unavailable'],
    ['a bug', new TypeError('x is undefined'), 500, 'internal-error'],
    ['a failure of the framework', coded('FST_ERR_SOMETHING', 500), 500, 'internal-error'],
    ['a code that only looks like ours', coded('toString'), 500, 'internal-error'],
    ['no error at all', 'boom', 500, 'internal-error'],
    ['nothing', undefined, 500, 'internal-error'],
  ])('%s becomes a problem without inside knowledge', (_name, thrown, status, code) => {
    const problem = problemOf(thrown);
    expect([problem.status, problem.code]).toEqual([status, code]);
    expect(problem.toBody()).not.toContain('inside knowledge');
  });

  it('is rendered with its own members last to decide', () => {
    const problem = new ProblemError({
      status: 422,
      code: 'document-has-errors',
      detail: '有错误',
      extra: { status: 200, documentId: 'D1' },
    });
    expect(JSON.parse(problem.toBody())).toEqual({
      type: 'urn:budget-monitor:problem:document-has-errors',
      title: '规则不允许 / Refused by a rule',
      status: 422,
      detail: '有错误',
      code: 'document-has-errors',
      documentId: 'D1',
    });
  });
});
