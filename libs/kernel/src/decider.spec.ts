import { assertNever } from './assert-never';
import { accept, reject } from './decider';
import { fail, ok } from './result';

it('a decision is its events in order, or one rejection', () => {
  expect(accept('first', 'second')).toStrictEqual(ok(['first', 'second']));
  expect(accept()).toStrictEqual(ok([]));
  expect(reject({ kind: 'too-late' })).toStrictEqual(fail({ kind: 'too-late' }));
});

it('a case that the types forbid is a bug and names itself', () => {
  expect(() => assertNever({ type: 'Erased' } as never)).toThrow('Unhandled case: {"type":"Erased"}');
});
