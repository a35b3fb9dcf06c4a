import {
  agreedFiscalYear,
  answer,
  CommandMetadata,
  CurrentCaller,
  decodeCursor,
  encodeCursor,
  IfMatchVersion,
  Input,
  Route,
  type Caller,
  type InputOf,
} from '@budget/adapters/nest-platform';
import { parseLocalDate, yearOf } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { AcknowledgeAlertMessage } from './acknowledge-alert.message';
import { asProblem } from './alerting.refusals';
import { JudgeMilestonesMessage } from './judge-milestones.message';

@Controller()
export class AlertingController {
  constructor(@Inject(CommandBus) private readonly commandBus: CommandBus) {}

  @Route('judgeMilestones')
  async judge(@Input() { query, body }: InputOf<'judgeMilestones'>, @CommandMetadata() metadata: EventMetadata) {
    const date = parseLocalDate(body.date);
    const fiscalYear = agreedFiscalYear(query.fiscalYear, body.fiscalYear) ?? yearOf(date);
    const page = { after: decodeCursor(query.cursor, 'text')?.[0] ?? null, limit: query.limit };
    const outcome = await this.commandBus.execute(new JudgeMilestonesMessage(date, fiscalYear, page, metadata));
    if (!outcome.ok) throw asProblem(outcome.failure);

    const { judged, unchanged, items, next, position } = outcome.value;
    return answer(judged > 0 ? 201 : 200, {
      date,
      fiscalYear,
      judged,
      unchanged,
      items: items.map(({ check, judgedAt, position: at }) => ({
        fiscalYear: check.fiscalYear,
        projectCode: check.projectCode,
        date: check.date,
        label: check.label,
        stated: check.statedPercent !== null,
        status: check.status,
        budget: check.budget,
        plannedAmount: check.plannedAmount,
        actualAmount: check.actualAmount,
        ratio: check.ratio,
        planVersion: check.planVersion,
        policyVersion: check.policyVersion,
        position: String(at),
        throughPosition: check.throughPosition,
        judgedAt,
        trigger: check.trigger,
      })),
      nextCursor: next === null ? null : encodeCursor([next]),
      position: position === null ? null : String(position),
    });
  }

  @Route('acknowledgeAlert')
  async acknowledge(
    @Input() { params, query, body }: InputOf<'acknowledgeAlert'>,
    @CurrentCaller() caller: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const command = { type: 'AcknowledgeAlert', alertId: params.id, by: caller.username, note: body.note ?? null } as const;
    const outcome = await this.commandBus.execute(
      new AcknowledgeAlertMessage(command, caller.scope, metadata, ifVersion, query.fiscalYear),
    );
    if (!outcome.ok) throw asProblem(outcome.failure);

    const { status, version, position } = outcome.value;
    return answer(status, { id: params.id, status: 'acknowledged', version: String(version), position: String(position) });
  }
}
