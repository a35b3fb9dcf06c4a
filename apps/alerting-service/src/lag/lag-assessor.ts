import { alertAggregate, alertStream, type Alert } from '@budget/domain/alerts';
import type { LocalDate } from '@budget/kernel';
import { handleCommand, NotNow, type AppendOptions, type EventStore, type NewId, type StreamMemory } from '@budget/ports';
import type { ProjectKey, WatchedProjects } from '../watched-projects';
import { lagToAssess } from './lag-to-assess';

/** Holds what was paid so far against the last checkpoint whose day is over, and raises, reassesses or resolves the alert. */
export class LagAssessor {
  constructor(
    private readonly store: EventStore,
    private readonly projects: WatchedProjects,
    private readonly memory: StreamMemory<Alert>,
    private readonly newId: NewId,
  ) {}

  async assess(key: ProjectKey, today: LocalDate, options: AppendOptions): Promise<void> {
    const watched = await this.projects.current(key);
    if (!watched) return;
    const command = lagToAssess(watched, today);
    const stream = alertStream({ ...key, rule: command.rule });
    const outcome = await handleCommand({ store: this.store, memory: this.memory, newId: this.newId }, alertAggregate, {
      stream,
      command,
      options,
    });
    if (!outcome.ok) throw new NotNow(`Alert ${stream} could not be assessed: ${outcome.failure.kind}`);
  }
}
