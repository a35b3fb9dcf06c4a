import { eventIdFor, type Caller } from '@budget/adapters/nest-platform';
import {
  projectBudgetAggregate,
  projectBudgetStream,
  type ProjectBudget,
  type ProjectBudgetCommand,
  type ProjectBudgetEvent,
  type ProjectBudgetRejection,
} from '@budget/domain/project-budget';
import { fail, ok, upcast, type Result } from '@budget/kernel';
import {
  handleCommand,
  loadStream,
  StreamMemory,
  type Append,
  type AppendOptions,
  type ConcurrentUpdate,
  type EventStore,
  type Handled,
  type RecordedEvent,
  type Remembered,
  type VersionMismatch,
} from '@budget/ports';

export type OutOfScope = { readonly kind: 'unit-out-of-scope'; readonly unitCode: string };
export type BudgetRefusal = ProjectBudgetRejection | ConcurrentUpdate | VersionMismatch | OutOfScope;

type ProjectKey = { readonly projectCode: string; readonly fiscalYear: number };

const CAPACITY = 20_000;
const PAGE = 200;
const ATTEMPTS = 4;

/** All writing of project budgets in this process goes through here: one memory of folded streams, one scope check. */
export class ProjectBudgets {
  readonly memory = new StreamMemory<ProjectBudget>(CAPACITY);

  constructor(readonly store: EventStore) {}

  async execute(
    command: ProjectBudgetCommand,
    scope: Caller['scope'],
    options: AppendOptions,
    ifVersion: bigint | undefined,
  ): Promise<Result<Handled<ProjectBudgetEvent>, BudgetRefusal>> {
    const outside = await this.outside(command, scope);
    if (outside) return fail(outside);
    return handleCommand({ store: this.store, memory: this.memory, newId: eventIdFor }, projectBudgetAggregate, {
      stream: projectBudgetStream(command),
      command,
      options,
      ...(ifVersion === undefined ? {} : { ifVersion }),
    });
  }

  /**
   * A decision over several projects, recorded in one commit or not at all. `decide` sees every stream as it stands now and answers the new facts
   * of each, in the same order; nothing for a project that has them already.
   */
  async executeTogether(
    keys: readonly ProjectKey[],
    decide: (states: readonly ProjectBudget[]) => Result<readonly (readonly ProjectBudgetEvent[])[], ProjectBudgetRejection>,
    options: AppendOptions,
  ): Promise<Result<readonly Handled<ProjectBudgetEvent>[], ProjectBudgetRejection | ConcurrentUpdate>> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const known = await Promise.all(keys.map((key) => this.current(key)));
      const decided = decide(known.map(({ state }) => state));
      if (!decided.ok) return decided;

      const sides = decided.value.map((newEvents, index) => ({
        newEvents,
        stream: projectBudgetStream(keys[index] as ProjectKey),
        version: known[index]?.version ?? null,
      }));
      const appends = sides.flatMap(({ stream, version, newEvents }): Append[] => {
        const expected = version ?? 'no-stream';
        const place = `${options.metadata.commandId}/${stream}@${expected}`;
        const events = newEvents.map((event, index) => ({ ...event, id: eventIdFor(place, index) }));
        return events.length === 0 ? [] : [{ stream, expected, events }];
      });
      if (appends.length === 0) return ok(sides.map(({ version }) => ({ newEvents: [], version, position: null })));

      const appended = await this.store.appendMany(appends, options);
      if (!appended.ok) continue;
      const places = new Map(appends.map(({ stream }, index) => [stream, appended.value[index]]));
      return ok(sides.map(({ stream, version, newEvents }) => ({ newEvents, version, position: null, ...places.get(stream) })));
    }
    return fail({ kind: 'concurrent-update' });
  }

  /** Folded with everything that is stored now. */
  current(key: ProjectKey): Promise<Remembered<ProjectBudget>> {
    return loadStream(this, projectBudgetAggregate, projectBudgetStream(key));
  }

  /** The stored fact that an earlier, identical command left; repetitions are of late, so the stream is searched from its end. */
  async findStored(key: ProjectKey, isIt: (fact: ProjectBudgetEvent) => boolean): Promise<RecordedEvent | undefined> {
    const stream = projectBudgetStream(key);
    let page = await this.store.readStream(stream, { direction: 'backwards', limit: PAGE });
    for (;;) {
      const hit = page.find((event) => isIt(upcast(projectBudgetAggregate.history, event)));
      const first = page.at(-1)?.version ?? 0n;
      if (hit || first === 0n) return hit;
      page = await this.store.readStream(stream, { direction: 'backwards', from: first - 1n, limit: PAGE });
    }
  }

  private async outside(command: ProjectBudgetCommand, scope: Caller['scope']): Promise<OutOfScope | null> {
    if (scope === 'all') return null;
    const { state } = await this.current(command);
    if (state.status === 'unknown' || scope.includes(state.targets.unit.code)) return null;
    return { kind: 'unit-out-of-scope', unitCode: state.targets.unit.code };
  }
}
