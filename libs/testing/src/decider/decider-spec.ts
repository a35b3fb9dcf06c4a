import { accept, reject, type Decider } from '@budget/kernel';

/**
 * given(history) → when(command) → then(events). Compares every field, in order. Facts, commands and states are frozen on the way,
 * so a decider that writes into them fails; decided events must be plain JSON and must be able to follow the history.
 */
export const specFor = <State, Command, Event, Rejection>({ initialState, decide, evolve }: Decider<State, Command, Event, Rejection>) => ({
  given: (...history: readonly Event[]) => ({
    when: (command: Command) => {
      const fold = (state: State, event: Event): State => deepFreeze(evolve(state, deepFreeze(event)));
      const state = history.reduce(fold, initialState);
      const decision = decide(state, deepFreeze(command));
      if (decision.ok) {
        expect(JSON.parse(JSON.stringify(decision.value))).toStrictEqual(decision.value);
        decision.value.reduce(fold, state);
      }

      return {
        then: (first: Event, ...rest: readonly Event[]) => expect(decision).toStrictEqual(accept(first, ...rest)),
        thenNothingHappens: () => expect(decision).toStrictEqual(accept()),
        thenRejectedWith: (rejection: Rejection) => expect(decision).toStrictEqual(reject(rejection)),
      };
    },
  }),
});

// Plain objects and lists only: a class guards itself, and GrowingMap shares one log between its versions by design.
function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && !Array.isArray(value)) return value;
  Object.freeze(value);
  Object.values(value).forEach(deepFreeze);
  return value;
}
