import {
  answer,
  CommandMetadata,
  CurrentCaller,
  IfMatchVersion,
  Input,
  Route,
  type Caller,
  type InputOf,
} from '@budget/adapters/nest-platform';
import type { ProjectBudgetCommand, ProjectCode, VoucherNo } from '@budget/domain/project-budget';
import { localDateAt } from '@budget/kernel';
import { CLOCK, type Clock, type EventMetadata } from '@budget/ports';
import { Controller, Inject } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { FiscalYears } from '../guards/fiscal-years';
import { VoucherUses } from '../guards/voucher-uses';
import { BudgetCommandMessage } from './budget-command.message';
import { asProblem } from './budget.refusals';
import { ProjectBudgets } from './project-budgets';
import { voucherWarnings } from './voucher-warnings';

@Controller()
export class DisbursementsController {
  constructor(
    @Inject(CommandBus) private readonly commandBus: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(FiscalYears) private readonly years: FiscalYears,
    @Inject(VoucherUses) private readonly vouchers: VoucherUses,
    @Inject(ProjectBudgets) private readonly budgets: ProjectBudgets,
  ) {}

  @Route('recordDisbursement')
  async record(
    @Input() { params, query, body }: InputOf<'recordDisbursement'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const today = localDateAt(this.clock.now());
    const { paymentMethod = null, payee = null, payeeAccount = null, use = null } = body;
    return this.execute(
      {
        type: 'RecordDisbursement',
        projectCode: params.code as ProjectCode,
        fiscalYear: query.fiscalYear ?? (await this.years.defaultFor(today)),
        voucherNo: body.voucherNo as VoucherNo,
        amount: body.amount,
        paidOn: body.paidOn,
        fundSource: body.fundSource,
        paymentMethod,
        payee,
        payeeAccount,
        use,
        today,
      },
      scope,
      metadata,
      ifVersion,
    );
  }

  @Route('refundDisbursement')
  async refund(
    @Input() { params, query, body }: InputOf<'refundDisbursement'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const today = localDateAt(this.clock.now());
    return this.execute(
      {
        type: 'RefundDisbursement',
        projectCode: params.code as ProjectCode,
        fiscalYear: query.fiscalYear ?? (await this.years.defaultFor(today)),
        voucherNo: params.voucherNo as VoucherNo,
        refundVoucherNo: body.refundVoucherNo as VoucherNo,
        amount: body.amount,
        receivedOn: body.receivedOn,
        reason: body.reason,
        today,
      },
      scope,
      metadata,
      ifVersion,
    );
  }

  @Route('reverseDisbursement')
  async reverse(
    @Input() { params, query, body }: InputOf<'reverseDisbursement'>,
    @CurrentCaller() { scope }: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() ifVersion: bigint | undefined,
  ) {
    const today = localDateAt(this.clock.now());
    return this.execute(
      {
        type: 'ReverseDisbursement',
        projectCode: params.code as ProjectCode,
        fiscalYear: query.fiscalYear ?? (await this.years.defaultFor(today)),
        voucherNo: params.voucherNo as VoucherNo,
        reason: body.reason,
        today,
      },
      scope,
      metadata,
      ifVersion,
    );
  }

  private async execute(command: MoneyCommand, scope: Caller['scope'], metadata: EventMetadata, ifVersion: bigint | undefined) {
    const field = command.type === 'RefundDisbursement' ? 'refundVoucherNo' : 'voucherNo';
    const voucher = { fiscalYear: command.fiscalYear, projectCode: command.projectCode, field, voucherNo: numberOf(command) } as const;
    // Looked up while the fact is being appended. A look-up that fails costs a warning, never a payment; the ledger shows the pair as well.
    const looking = command.type === 'ReverseDisbursement' ? [] : this.vouchers.stored(voucher).catch(() => []);
    const outcome = await this.commandBus.execute(new BudgetCommandMessage(command, scope, metadata, ifVersion));
    if (!outcome.ok) throw asProblem(outcome.failure);

    const { isNew, fact, version, position } = outcome.value;
    if (isNew) this.vouchers.note(fact, position);
    const written = { ...fact.data, version: String(version), position: String(position) };
    if (command.type === 'ReverseDisbursement') return answer(isNew ? 201 : 200, written);
    const uses = this.vouchers.elsewhere(voucher, position, await looking);
    return answer(isNew ? 201 : 200, { ...written, warnings: await voucherWarnings(voucher, uses, scope, this.budgets) });
  }
}

type MoneyCommand = Extract<ProjectBudgetCommand, { type: 'RecordDisbursement' | 'RefundDisbursement' | 'ReverseDisbursement' }>;

/** The voucher number that the command brings along. */
const numberOf = (command: MoneyCommand): string => (command.type === 'RefundDisbursement' ? command.refundVoucherNo : command.voucherNo);
