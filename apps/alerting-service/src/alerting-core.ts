import { eventIdFor } from '@budget/adapters/nest-platform';
import type { Alert } from '@budget/domain/alerts';
import { StreamMemory, type EventStore } from '@budget/ports';
import { MilestoneJudge } from './judging/milestone-judge';
import { LagAssessor } from './lag/lag-assessor';
import { WatchedProjects } from './watched-projects';

const CAPACITY = 20_000;

/** Judging and assessing over one store, without a server around it: the service, the sample year and tests use the same. */
export class AlertingCore {
  readonly projects: WatchedProjects;
  readonly alerts = new StreamMemory<Alert>(CAPACITY);
  readonly judge: MilestoneJudge;
  readonly assessor: LagAssessor;

  constructor(readonly store: EventStore) {
    this.projects = new WatchedProjects(store);
    this.judge = new MilestoneJudge(store, this.projects, eventIdFor);
    this.assessor = new LagAssessor(store, this.projects, this.alerts, eventIdFor);
  }
}

/** A UUID of the alerting service's own commands, the same however often the same work is begun. */
export const commandIdOf = (parts: readonly string[]): string => eventIdFor(parts.join('/'), 0);
