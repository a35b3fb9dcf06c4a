import { projectBudgetAggregate, projectBudgetStream, type ProjectBudget, type RegisteredProject } from '@budget/domain/project-budget';
import { loadStream, StreamMemory, type EventStore } from '@budget/ports';

export type ProjectKey = { readonly fiscalYear: number; readonly projectCode: string };

/** A project as its own facts tell it, with the place up to which they were counted. */
export type WatchedProject = { readonly project: RegisteredProject; readonly throughVersion: bigint; readonly throughPosition: bigint };

const CAPACITY = 20_000;

/** Folded project streams: judging costs the facts of the projects touched, never the history of all. */
export class WatchedProjects {
  readonly memory = new StreamMemory<ProjectBudget>(CAPACITY);

  constructor(readonly store: EventStore) {}

  /** The project with everything recorded so far; null when it was never registered. */
  async current(key: ProjectKey): Promise<WatchedProject | null> {
    const { state, version, position } = await loadStream(this, projectBudgetAggregate, projectBudgetStream(key));
    if (state.status !== 'registered' || version === null || position === null) return null;
    return { project: state, throughVersion: version, throughPosition: position };
  }
}
