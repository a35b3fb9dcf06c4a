import { accept, reject, type Decider, type Decision } from '@budget/kernel';
import { specFor } from './decider-spec';

type Fact = { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
type Refusal = { readonly kind: string };

const first: Fact = { type: 'First', data: { n: 1, amount: '999.00', on: '2024-01-01' } };
const second: Fact = { type: 'Second', data: { n: 2 } };

const deciding = (decision: Decision<Fact, Refusal>) =>
  specFor<object, object, Fact, Refusal>({ initialState: {}, decide: () => decision, evolve: (state) => state })
    .given()
    .when({});
const decided = () => deciding(accept(first, second));

describe('specFor', () => {
  it('accepts the exact events in order', () => decided().then(first, second));

  it.each<[string, [Fact, ...Fact[]]]>([
    ['another order', [second, first]],
    ['a dropped field', [{ ...first, data: { n: 1, on: '2024-01-01' } }, second]],
    ['a field that is undefined', [{ ...first, data: { ...first.data, payee: undefined } }, second]],
    ['a repeated event in place of the second', [first, first]],
    ['another date', [{ ...first, data: { ...first.data, on: '2030-06-06' } }, second]],
    ['one event too few', [first]],
    ['one event too many', [first, second, second]],
  ])('does not accept %s', (_, expected) => {
    expect(() => decided().then(...expected)).toThrow('toStrictEqual');
  });

  it('tells nothing from something and from a refusal', () => {
    deciding(accept()).thenNothingHappens();
    deciding(reject({ kind: 'too-late' })).thenRejectedWith({ kind: 'too-late' });
    expect(() => decided().thenNothingHappens()).toThrow('toStrictEqual');
    expect(() => decided().thenRejectedWith({ kind: 'too-late' })).toThrow('toStrictEqual');
    expect(() => deciding(reject({ kind: 'too-late' })).thenRejectedWith({ kind: 'too-early' })).toThrow('toStrictEqual');
    expect(() => deciding(reject({ kind: 'too-late' })).thenNothingHappens()).toThrow('toStrictEqual');
  });

  it('fails when an event is not plain JSON', () => {
    expect(() => deciding(accept({ type: 'First', data: { at: new Date(0) } }))).toThrow('toStrictEqual');
  });

  it('fails when evolve writes into the state', () => {
    const counting: Decider<{ n: number }, object, Fact, never> = {
      initialState: { n: 0 },
      decide: () => accept(),
      evolve: (state) => Object.assign(state, { n: state.n + 1 }),
    };
    expect(() => specFor(counting).given(first, second).when({})).toThrow(TypeError);
  });

  it('fails when decide writes into the command', () => {
    const careless: Decider<object, { n: number }, Fact, never> = {
      initialState: {},
      decide: (_, command) => (Object.assign(command, { n: 2 }), accept()),
      evolve: (state) => state,
    };
    expect(() => specFor(careless).given().when({ n: 1 })).toThrow(TypeError);
  });

  it('fails when a decided event cannot follow the history', () => {
    const stuck: Decider<object, object, Fact, never> = {
      initialState: {},
      decide: () => accept(first),
      evolve: () => {
        throw new Error('Broken history');
      },
    };
    expect(() => specFor(stuck).given().when({})).toThrow('Broken history');
  });
});
