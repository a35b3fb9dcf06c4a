import {
  projectBudgetDecider,
  type ProjectBudget,
  type ProjectBudgetCommand,
  type ProjectBudgetEvent,
  type ProjectCode,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { addDays, Money, parseLocalDate, type AmountText, type LocalDate } from '@budget/kernel';
import fc from 'fast-check';
import { yuanOf } from './ledger-sum';
import { PROJECT } from './stage';

const project = { ...PROJECT, projectCode: PROJECT.projectCode as string as ProjectCode };
const NEW_YEAR = parseLocalDate('2025-01-01');
export const LAST_DAY = parseLocalDate('2025-12-31');

/** Any day of the year, often the same few, so that facts meet. */
export const dayOfYear = fc.oneof(fc.integer({ min: 0, max: 364 }), fc.constantFrom(0, 180, 364)).map((day) => addDays(NEW_YEAR, day));

const amount = fc.oneof(fc.bigInt({ min: -1n, max: 40_000n }), fc.bigInt({ min: 1n, max: 1_200n })).map((fen) => yuanOf(fen) as AmountText);
const voucherNo = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7', 'v8').map((text) => text as VoucherNo);
const refundVoucherNo = fc.constantFrom('v1', 't1', 't2', 't3', 't4').map((text) => text as VoucherNo);

const document = { documentNo: fc.constantFrom('1号', '2号', '3号', '4号'), effectiveOn: dayOfYear, today: dayOfYear };
const NOTHING = { fiscal: '0.00' as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText };
const OTHER = { otherProject: '13043425P00000210076B' as ProjectCode };

const importing = (budget: AmountText): ProjectBudgetCommand => ({
  type: 'ImportTargets',
  ...project,
  targets: {
    name: '工资系统维护费',
    unit: { code: '203001', name: '组织部本级' },
    region: null,
    purpose: '',
    objectives: [],
    budget: { fiscal: budget, other: Money.zero.toText(), carriedOver: Money.zero.toText() },
    plan: [{ date: LAST_DAY, label: '12月底', percent: null }],
    indicators: [],
    findings: [],
  },
  source: { documentId: null },
});

const command: fc.Arbitrary<ProjectBudgetCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ voucherNo, amount, paidOn: dayOfYear, today: dayOfYear }).map(paying) },
  {
    weight: 3,
    arbitrary: fc
      .record({ voucherNo, refundVoucherNo, amount, receivedOn: dayOfYear })
      .map((facts) => ({ type: 'RefundDisbursement' as const, ...project, ...facts, reason: '多付', today: LAST_DAY })),
  },
  {
    weight: 3,
    arbitrary: fc
      .oneof({ weight: 2, arbitrary: voucherNo }, refundVoucherNo)
      .map((no) => ({ type: 'ReverseDisbursement' as const, ...project, voucherNo: no, reason: '录错', today: LAST_DAY })),
  },
  { weight: 1, arbitrary: amount.map(importing) },
  {
    weight: 2,
    arbitrary: fc
      .record({ kind: fc.constantFrom('increase', 'decrease', 'reclaim'), fiscal: amount, ...document })
      .map(({ fiscal, ...facts }) => ({
        type: 'AdjustBudget' as const,
        ...project,
        ...facts,
        amount: { ...NOTHING, fiscal },
        reason: '调整',
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ direction: fc.constantFrom('in', 'out'), amount, ...document })
      .map((facts) => ({ type: 'TransferBudget' as const, ...project, ...facts, ...OTHER, fundSource: 'fiscal' as const, reason: '调剂' })),
  },
);

function paying(facts: { voucherNo: VoucherNo; amount: AmountText; paidOn: LocalDate; today: LocalDate }): ProjectBudgetCommand {
  const nothing = { paymentMethod: null, payee: null, payeeAccount: null, use: null };
  return { type: 'RecordDisbursement', ...project, ...facts, fundSource: 'fiscal', ...nothing };
}

/** A project of 300.00 元 and whatever is asked of it; most of it is refused. */
export const commands: fc.Arbitrary<readonly ProjectBudgetCommand[]> = fc
  .array(command, { maxLength: 50, size: 'max' })
  .map((asked) => [importing('300.00' as AmountText), ...asked]);

export type Lived = { readonly facts: readonly ProjectBudgetEvent[]; readonly states: readonly ProjectBudget[] };

/** What became facts, and the state after each of them. */
export function live(asked: readonly ProjectBudgetCommand[]): Lived {
  const facts: ProjectBudgetEvent[] = [];
  const states: ProjectBudget[] = [projectBudgetDecider.initialState];
  for (const one of asked) {
    const decision = projectBudgetDecider.decide(states.at(-1) as ProjectBudget, one);
    if (!decision.ok) continue;
    for (const fact of decision.value) {
      facts.push(fact);
      states.push(projectBudgetDecider.evolve(states.at(-1) as ProjectBudget, fact));
    }
  }
  return { facts, states };
}
