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
import { plannedSteps, type ProjectBudgetCommand, type ProjectCode } from '@budget/domain/project-budget';
import { localDateAt, type AmountText, type LocalDate } from '@budget/kernel';
import { CLOCK, type Clock, type EventMetadata } from '@budget/ports';
import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FiscalYears } from '../guards/fiscal-years';
import { BudgetCommandMessage } from './budget-command.message';
import { asProblem } from './budget.refusals';
import { DecideYearEndMessage } from './decide-year-end.message';
import { TransferBudgetMessage } from './transfer-budget.message';

const NOTHING = '0.00' as AmountText;

/** Budgets that change by document, plans that are revised, money that arrives, and the end of the year. */
@Controller()
export class BudgetChangesController {
  constructor(
    @Inject(CommandBus) private readonly commandBus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FiscalYears) private readonly years: FiscalYears,
  ) {}

  @Route('adjustBudget')
  async adjust(
    @Input() { params, query, body }: InputOf<'adjustBudget'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const { kind, fiscal = NOTHING, other = NOTHING, carriedOver = NOTHING, documentNo, effectiveOn, reason } = body;
    const today = this.today();
    const facts = { kind, amount: { fiscal, other, carriedOver }, documentNo, effectiveOn, reason };
    const key = await this.keyOf(params.code, query.fiscalYear, today);
    return this.execute({ type: 'AdjustBudget', ...key, ...facts, today }, scope, metadata, ifVersion);
  }

  @Route('receiveFunds')
  async receive(
    @Input() { params, query, body }: InputOf<'receiveFunds'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const today = this.today();
    const key = await this.keyOf(params.code, query.fiscalYear, today);
    return this.execute({ type: 'ReceiveFunds', ...key, ...body, today }, scope, metadata, ifVersion);
  }

  @Route('revisePlan')
  async revise(
    @Input() { params, query, body }: InputOf<'revisePlan'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const { plan, reason, documentNo = null, effectiveOn } = body;
    const key = await this.keyOf(params.code, query.fiscalYear, this.today());
    const command = { type: 'RevisePlan', ...key, plan: plannedSteps(plan), reason, documentNo, effectiveOn } as const;
    return this.execute(command, scope, metadata, ifVersion);
  }

  @Route('transferBudget')
  async transfer(@Input() { query, body }: InputOf<'transferBudget'>, @CommandMetadata() metadata: EventMetadata) {
    const today = this.today();
    const fiscalYear = query.fiscalYear ?? (await this.years.defaultFor(today));
    const facts = { ...body, fromProject: body.fromProject as ProjectCode, toProject: body.toProject as ProjectCode, fiscalYear };
    const outcome = await this.commandBus.execute(new TransferBudgetMessage({ ...facts, today }, metadata));
    if (!outcome.ok) throw asProblem(outcome.failure);
    const { isNew, version, toVersion, position } = outcome.value;
    return answer(isNew ? 201 : 200, { ...facts, version: String(version), toVersion: String(toVersion), position: String(position) });
  }

  @Route('decideYearEnd')
  async decide(@Input() { query, body }: InputOf<'decideYearEnd'>, @CommandMetadata() metadata: EventMetadata) {
    agreedFiscalYear(query.fiscalYear, body.fiscalYear);
    const { fiscalYear, decision, documentNo } = body;
    const projectCode = body.projectCode as ProjectCode;
    const nextYearProject = decision === 'return' ? null : ((body.nextYearProjectCode ?? projectCode) as ProjectCode);
    const command = { type: 'DecideYearEnd', projectCode, fiscalYear, decision, nextYearProject, documentNo } as const;
    const outcome = await this.commandBus.execute(new DecideYearEndMessage(command, metadata));
    if (!outcome.ok) throw asProblem(outcome.failure);
    const { fact, version, position } = outcome.value;
    const { nextYearProject: nextYearProjectCode, ...facts } = fact.data;
    return answer(201, { ...facts, nextYearProjectCode, version: String(version), position: String(position) });
  }

  private today(): LocalDate {
    return localDateAt(this.clock.now());
  }

  private async keyOf(code: string, fiscalYear: number | undefined, today: LocalDate) {
    return { projectCode: code as ProjectCode, fiscalYear: fiscalYear ?? (await this.years.defaultFor(today)) };
  }

  private async execute(command: ProjectBudgetCommand, scope: Caller['scope'], metadata: EventMetadata, ifVersion: bigint | undefined) {
    const outcome = await this.commandBus.execute(new BudgetCommandMessage(command, scope, metadata, ifVersion));
    if (!outcome.ok) throw asProblem(outcome.failure);
    const { isNew, fact, version, position } = outcome.value;
    return answer(isNew ? 201 : 200, { ...fact.data, version: String(version), position: String(position) });
  }
}
