import { effectivePlan, plannedAmount } from '@budget/domain/milestones';
import type { ProjectCode, VoucherNo } from '@budget/domain/project-budget';
import { addDays, lastDayOf, Money, parseLocalDate, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { yuanOf } from './ledger-sum';
import { PROJECT, Stage } from './stage';

type Planned = { readonly budget: AmountText; readonly plan: readonly { date: LocalDate; label: string; percent: PercentText | null }[] };
type Row = {
  readonly seq: number;
  readonly budgetWan: string;
  readonly milestones: Readonly<Record<string, { readonly statedPct: string | null }>>;
};

const project = { ...PROJECT, projectCode: PROJECT.projectCode as string as ProjectCode };
const MONTHS = [3, 6, 10, 12] as const;
const NEW_YEAR = parseLocalDate('2025-01-01');
const YEAR = Array.from({ length: 400 }, (_, index) => addDays(NEW_YEAR, index));

const planOf = (percents: readonly (string | null)[]): Planned['plan'] =>
  percents.map((percent, index) => ({
    date: lastDayOf(2025, MONTHS[index] ?? 12),
    label: `${MONTHS[index]}月底`,
    percent: percent as PercentText | null,
  }));

/** Registers the project, pays exactly what falls due on each milestone's own day, and assesses it on every day of 400. */
function alertsOn({ budget, plan }: Planned): readonly string[] {
  const stage = new Stage();
  const money = { fiscal: budget, other: Money.zero.toText(), carriedOver: Money.zero.toText() };
  const texts = { name: '项目', unit: { code: '203001', name: '单位' }, region: null, purpose: '', objectives: [] };
  const targets = { ...texts, budget: money, plan, indicators: [], findings: [] };
  expect(stage.handle({ type: 'RegisterProject', ...project, targets }).ok).toBe(true);

  const due = new Map(effectivePlan(plan).map(({ date, effective }) => [date, plannedAmount(Money.parse(budget), effective)]));
  let paid = Money.zero;
  return YEAR.flatMap((today) => {
    const rest = due.get(today)?.minus(paid) ?? Money.zero;
    if (rest.isPositive()) {
      const nothing = { paymentMethod: null, payee: null, payeeAccount: null, use: null };
      const facts = { voucherNo: today as string as VoucherNo, amount: rest.toText(), paidOn: today, fundSource: 'fiscal' as const };
      expect(stage.handle({ type: 'RecordDisbursement', ...project, ...facts, ...nothing, today }).ok).toBe(true);
      paid = paid.plus(rest);
    }
    if (due.has(today)) expect(['met', 'no-checkpoint']).toContain(stage.judge(today, 'clock')?.data.status);
    return stage.assess(today).map(({ type }) => `${today} ${type}`);
  });
}

describe('a project exactly on its own plan never raises an alert on any day', () => {
  const rows = JSON.parse(readFileSync(new URL('../fixtures/weixian-2025.milestones.json', import.meta.url), 'utf8')) as readonly Row[];

  it.each(rows.map((row) => [row.seq, row] as const))('project %i of the published document', (_, { budgetWan, milestones }) => {
    const percents = MONTHS.map((month) => milestones[month]?.statedPct ?? null).map((percent) => percent && `${percent}.00`);
    expect(alertsOn({ budget: Money.parseWan(budgetWan).toText(), plan: planOf(percents) })).toStrictEqual([]);
  });

  it('any other project, whatever its budget and plan', () => {
    const cells = fc.array(fc.option(fc.integer({ min: 0, max: 10_000 })), { minLength: 4, maxLength: 4 });
    const budget = fc.bigInt({ min: 0n, max: 10n ** 13n }).map((fen) => yuanOf(fen) as AmountText);
    fc.assert(
      fc.property(budget, cells, (total, stated) => {
        const ascending = stated.filter((cell) => cell !== null).sort((one, other) => one - other);
        const percents = stated.map((cell) => (cell === null ? null : yuanOf(BigInt(ascending.shift() ?? 0))));
        expect(alertsOn({ budget: total, plan: planOf(percents) })).toStrictEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});
