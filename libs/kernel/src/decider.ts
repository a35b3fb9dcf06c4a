import { fail, ok, type Result } from './result';

export type Decision<Event, Rejection> = Result<readonly Event[], Rejection>;

/** One consistency boundary as pure functions: what may happen (`decide`) and what a fact changes (`evolve`). */
export interface Decider<State, Command, Event, Rejection> {
  readonly initialState: State;
  readonly decide: (state: State, command: Command) => Decision<Event, Rejection>;
  readonly evolve: (state: State, event: Event) => State;
}

export const accept = <Event>(...events: readonly Event[]): Decision<Event, never> => ok(events);
export const reject = <Rejection>(rejection: Rejection): Decision<never, Rejection> => fail(rejection);
