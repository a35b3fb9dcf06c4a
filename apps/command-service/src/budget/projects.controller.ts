import {
  agreedFiscalYear,
  answer,
  CommandMetadata,
  CurrentCaller,
  IfMatchVersion,
  Input,
  Route,
  type Caller,
  type InputOf,
} from '@budget/adapters/nest-platform';
import type { RegisterProjectBody } from '@budget/contracts';
import { plannedSteps, type ProjectCode, type StatedTargets } from '@budget/domain/project-budget';
import type { AmountText, PercentText } from '@budget/kernel';
import type { EventMetadata } from '@budget/ports';
import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FiscalYears } from '../guards/fiscal-years';
import { regionOf } from '../guards/voucher-use';
import { BudgetCommandMessage } from './budget-command.message';
import { asProblem } from './budget.refusals';

@Controller()
export class ProjectsController {
  constructor(
    @Inject(CommandBus) private readonly commandBus: CommandBus,
    @Inject(FiscalYears) private readonly years: FiscalYears,
  ) {}

  @Route('registerProject')
  async register(
    @Input() { query, body }: InputOf<'registerProject'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const { fiscalYear, projectCode } = body;
    agreedFiscalYear(query.fiscalYear, fiscalYear);
    const command = { type: 'RegisterProject', projectCode: projectCode as ProjectCode, fiscalYear, targets: statedTargets(body) } as const;
    const outcome = await this.commandBus.execute(new BudgetCommandMessage(command, scope, metadata, ifVersion));
    if (!outcome.ok) throw asProblem(outcome.failure);

    const { isNew, version, position } = outcome.value;
    this.years.noteRegistered(fiscalYear);
    return answer(isNew ? 201 : 200, {
      fiscalYear,
      projectCode,
      outcome: isNew ? 'registered' : 'unchanged',
      version: String(version),
      position: String(position),
    });
  }
}

const statedTargets = (body: RegisterProjectBody): StatedTargets => ({
  name: body.name,
  unit: body.unit,
  region: regionOf(body.projectCode),
  purpose: body.purpose,
  objectives: body.objectives,
  budget: { fiscal: body.budget.fiscal, other: body.budget.other, carriedOver: body.budget.carriedOver ?? ('0.00' as AmountText) },
  plan: plannedSteps(body.plan),
  indicators: body.indicators.map(({ weight, ...indicator }) => ({ ...indicator, weight: (weight as PercentText | undefined) ?? null })),
  findings: [],
});
