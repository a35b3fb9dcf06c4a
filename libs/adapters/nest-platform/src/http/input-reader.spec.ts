import { endpoints } from '@budget/contracts';
import { readInput } from './input-reader';
import { ProblemError, type FieldError } from './problem.error';

const NOTHING = { params: {}, query: {}, body: undefined };

function errorsOf(read: () => unknown): readonly Pick<FieldError, 'path' | 'code'>[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'invalid-request')
      return (error.errors ?? []).map(({ path, code }) => ({ path, code }));
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('the input of an endpoint', () => {
  it('is read with its defaults', () => {
    expect(readInput(endpoints.listProjects, { ...NOTHING, query: { limit: '20', q: '课程' } })).toEqual({
      params: {},
      query: { limit: 20, q: '课程', sort: 'code' },
      body: undefined,
    });
  });

  it('names nested fields as a person counts on finding them', () => {
    const body = {
      fiscalYear: 2025,
      projectCode: 'P1',
      name: '项目',
      unit: { code: '203001', name: '组织部', head: 'x' },
      budget: { fiscal: '1.00' },
      plan: [
        { date: '2025-03-31', percent: '100.00' },
        { date: 'soon', percent: 5 },
      ],
    };
    expect(errorsOf(() => readInput(endpoints.registerProject, { ...NOTHING, body }))).toEqual([
      { path: 'body.unit.head', code: 'unknown-field' },
      { path: 'body.budget.other', code: 'required' },
      { path: 'body.plan[1].date', code: 'custom' },
      { path: 'body.plan[1].percent', code: 'invalid-type' },
    ]);
  });

  it.each([
    ['a query where none is taken', endpoints.currentUser, { ...NOTHING, query: { x: '1' } }, [{ path: 'query.x', code: 'unknown-field' }]],
    [
      'a code that is none',
      endpoints.getProject,
      { ...NOTHING, params: { code: 'a/b' } },
      [{ path: 'params.code', code: 'invalid-format' }],
    ],
    ['no body', endpoints.login, NOTHING, [{ path: 'body', code: 'required' }]],
    ['text for a body', endpoints.login, { ...NOTHING, body: 'x' }, [{ path: 'body', code: 'invalid-type' }]],
  ])('%s is refused', (_name, endpoint, raw, errors) => {
    expect(errorsOf(() => readInput(endpoint, raw))).toEqual(errors);
  });

  it('of health and metrics may carry what a probe likes to send', () => {
    expect(readInput(endpoints.liveness, { ...NOTHING, query: { probe: '1' } }).query).toEqual({ probe: '1' });
  });

  it('explains itself in Chinese where the schema has no words of its own', () => {
    expect(() => readInput(endpoints.listProjects, { ...NOTHING, query: { limit: '0' } })).toThrow(/query\.limit：[^a-z]*期望.*1/);
  });
});
