import { localDateAt, Money, type AmountText, type LocalDate, type PercentText } from '@budget/kernel';
import { simulatedProject, SeededRandom, spendingYear, WorkingYear, type Lump, type SpendingConduct, type SpendingPlan } from './index';
import { amountOf } from './fen';
import { officeInstant, statementInstant } from './treasury-day';

const year = new WorkingYear(2025);
const percent = (text: string | null): PercentText | null => text as PercentText | null;
const day = (text: string): LocalDate => text as LocalDate;

const quarterly: SpendingPlan = {
  budget: '23950000.00' as AmountText,
  plan: [
    { date: day('2025-03-31'), percent: percent('25.00') },
    { date: day('2025-06-30'), percent: percent('50.00') },
    { date: day('2025-10-31'), percent: percent('75.00') },
    { date: day('2025-12-31'), percent: percent('100.00') },
  ],
};
const sparse: SpendingPlan = {
  budget: '175000.00' as AmountText,
  plan: [
    { date: day('2025-03-31'), percent: null },
    { date: day('2025-06-30'), percent: percent('100.00') },
    { date: day('2025-10-31'), percent: null },
    { date: day('2025-12-31'), percent: null },
  ],
};

const spent = (plan: SpendingPlan, conduct: SpendingConduct, seed = 'a') =>
  spendingYear(plan, { payments: 12, conductAt: () => conduct }, year, new SeededRandom(seed));

const sumUpTo = (lumps: readonly Lump[], date: string): Money =>
  Money.sum(lumps.filter((lump) => lump.day <= date).map(({ fen }) => Money.parse(amountOf(fen))));

const county = Array.from({ length: 400 }, (_, index) => {
  const project = simulatedProject({ seed: '7', fiscalYear: 2025 }, index);
  const plan = { budget: project.targets.budget.fiscal, plan: project.targets.plan };
  return { ...project, plan, lumps: spendingYear(plan, project.manner, year, new SeededRandom(`7/${index}`)) };
});

describe('a simulated year of spending', () => {
  it('is the same year for the same seed and another one for another seed', () => {
    expect(spent(quarterly, 'close', 'a')).toEqual(spent(quarterly, 'close', 'a'));
    expect(spent(quarterly, 'close', 'a')).not.toEqual(spent(quarterly, 'close', 'b'));
  });

  it('reaches exactly what is due at every checkpoint when the unit keeps to its plan', () => {
    const lumps = spent(quarterly, 'on-plan');
    const reached = quarterly.plan.map(({ date }) => sumUpTo(lumps, date).toText());
    expect(reached).toEqual(['5987500.00', '11975000.00', '17962500.00', '23950000.00']);
  });

  it('is late at a checkpoint and makes up for it within some weeks', () => {
    const lumps = spent(sparse, 'late');
    const due = Money.parse(sparse.budget);
    const ratio = (date: string) => Number(sumUpTo(lumps, date).ratioTo(due, 4));
    expect(ratio('2025-06-30')).toBeGreaterThanOrEqual(0.6);
    expect(ratio('2025-06-30')).toBeLessThan(0.8);
    expect(ratio('2025-07-31')).toBeGreaterThanOrEqual(0.9);
  });

  it('stays behind when the unit has stalled', () => {
    expect(Number(sumUpTo(spent(sparse, 'stalled'), '2025-12-31').ratioTo(Money.parse(sparse.budget), 4))).toBeLessThan(0.6);
  });

  it('never spends more than the budget, whatever the plan and the conduct', () => {
    for (const { plan, lumps } of county) {
      expect(sumUpTo(lumps, '2025-12-31').exceeds(Money.parse(plan.budget))).toBe(false);
    }
  });

  it('pays on working days of its year, in order', () => {
    for (const { lumps } of county) {
      const days = lumps.map((lump) => lump.day);
      expect(days.every((one) => year.days.includes(one))).toBe(true);
      expect(days).toEqual([...days].sort());
    }
  });

  it('pays positive amounts in whole 分', () => {
    for (const { lumps } of county) {
      for (const { fen } of lumps) {
        expect(Money.isAmount(amountOf(fen))).toBe(true);
        expect(fen > 0n).toBe(true);
      }
    }
  });

  it('makes about 12 payments a project on average', () => {
    const payments = county.reduce((total, { lumps }) => total + lumps.length, 0);
    expect(payments / county.length).toBeGreaterThan(11);
    expect(payments / county.length).toBeLessThan(13);
  });
});

describe('a treasury', () => {
  it('works from Monday to Friday and rests on public holidays', () => {
    expect(year.between(day('2025-09-28'), day('2025-10-09'))).toEqual(['2025-09-29', '2025-09-30', '2025-10-09']);
    expect(new WorkingYear(2031).between(day('2031-09-29'), day('2031-10-06'))).toEqual(['2031-09-30', '2031-10-06']);
    expect(year.between(null, day('2025-01-06'))).toEqual(['2025-01-02', '2025-01-03', '2025-01-06']);
  });

  it('enters payments at office hours and sends its statement in the evening', () => {
    const random = new SeededRandom('hours');
    for (let count = 0; count < 200; count++) {
      const instant = officeInstant(day('2025-06-27'), random);
      expect(localDateAt(instant)).toBe('2025-06-27');
      expect(instant >= '2025-06-27T01:00:00.000Z' && instant < '2025-06-27T09:00:00.000Z').toBe(true);
    }
    expect(statementInstant(day('2025-06-30'))).toBe('2025-06-30T10:00:00.000Z');
  });
});
