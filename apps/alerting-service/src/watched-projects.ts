import { projectBudgetAggregate, projectBudgetStream, type ProjectBudget, type RegisteredProject } from '@budget/domain/project-budget';
import { upcast } from '@budget/kernel';
import { StreamMemory, type EventStore, type RecordedEvent } from '@budget/ports';

export type ProjectKey = { readonly fiscalYear: number; readonly projectCode: string };

/** A project as its own facts tell it, with the place up to which they were counted. */
export type WatchedProject = { readonly project: RegisteredProject; readonly throughVersion: bigint; readonly throughPosition: bigint };

const CAPACITY = 20_000;

/** Folded project streams: judging costs the facts of the projects touched, never the history of all. */
export class WatchedProjects {
  private readonly memory = new StreamMemory<ProjectBudget>(CAPACITY);

  constructor(private readonly store: EventStore) {}

  /** The project with everything recorded so far; null when it was never registered. */
  async current(key: ProjectKey): Promise<WatchedProject | null> {
    const { decider, history } = projectBudgetAggregate;
    const fold = (state: ProjectBudget, stored: RecordedEvent): ProjectBudget => decider.evolve(state, upcast(history, stored));
    const { state, version, position } = await this.memory.refresh(this.store, projectBudgetStream(key), fold, decider.initialState);
    if (state.status !== 'registered' || version === null || position === null) return null;
    return { project: state, throughVersion: version, throughPosition: position };
  }
}
