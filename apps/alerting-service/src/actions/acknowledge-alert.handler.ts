import { eventIdFor } from '@budget/adapters/nest-platform';
import { alertAggregate, alertStream } from '@budget/domain/alerts';
import { fail, ok } from '@budget/kernel';
import { handleCommand, loadStream } from '@budget/ports';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AlertingCore } from '../alerting-core';
import type { ProjectKey } from '../watched-projects';
import { AcknowledgeAlertMessage } from './acknowledge-alert.message';

const ALERT_ID = /^([0-9A-Z]{1,40})-(\d{4})-(milestone-missed)-\d+$/;

@CommandHandler(AcknowledgeAlertMessage)
export class AcknowledgeAlertHandler implements ICommandHandler<AcknowledgeAlertMessage> {
  constructor(@Inject(AlertingCore) private readonly core: AlertingCore) {}

  async execute({ command, scope, metadata, ifVersion, fiscalYear }: AcknowledgeAlertMessage) {
    const { store, alerts } = this.core;
    const notFound = fail({ kind: 'alert-not-found', alertId: command.alertId } as const);
    const [, projectCode, year] = ALERT_ID.exec(command.alertId) ?? [];
    if (projectCode === undefined || year === undefined) return notFound;
    if (fiscalYear !== undefined && fiscalYear !== Number(year)) return notFound;

    const key = { projectCode, fiscalYear: Number(year) };
    const stream = alertStream({ ...key, rule: 'milestone-missed' });
    const { state } = await loadStream({ store, memory: alerts }, alertAggregate, stream);
    if (state.status === 'none' || !(await this.answersFor(key, scope))) return notFound;

    const outcome = await handleCommand({ store, memory: alerts, newId: eventIdFor }, alertAggregate, {
      stream,
      command,
      options: { metadata },
      ...(ifVersion === undefined ? {} : { ifVersion }),
    });
    if (!outcome.ok) return outcome;
    const { newEvents } = outcome.value;
    const after = alerts.recall(stream);
    return ok({
      status: newEvents.length > 0 ? (201 as const) : (200 as const),
      version: outcome.value.version ?? after?.version ?? 0n,
      position: outcome.value.position ?? after?.position ?? 0n,
    });
  }

  /** The unit of the project as it stands now: an alert that was raised in another unit has moved along with its project. */
  private async answersFor(key: ProjectKey, scope: AcknowledgeAlertMessage['scope']): Promise<boolean> {
    if (scope === 'all') return true;
    const watched = await this.core.projects.current(key);
    return watched !== null && scope.includes(watched.project.targets.unit.code);
  }
}
