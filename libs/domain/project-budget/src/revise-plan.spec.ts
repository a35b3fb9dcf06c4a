import { specFor } from '@budget/testing';
import { governingMilestones, planInForce } from './budget-over-time';
import { projectBudgetDecider } from './project-budget.decider';
import { day, importing, milestone, percent, planRevised, registered, revisingPlan, targets } from './project-budget.builders';
import type { RegisteredProject } from './project-budget.state';

const { given } = specFor(projectBudgetDecider);
const later = [milestone('2025-06-30', null), milestone('2025-09-30', '50.00'), milestone('2025-12-31', '100.00')];

describe('revising a plan', () => {
  it('makes the next version, with its reason and its day', () => {
    given(registered()).when(revisingPlan(later)).then(planRevised(2, later));
    given(registered(), planRevised(2, later))
      .when(revisingPlan(targets.plan, '2025-10-01'))
      .then(planRevised(3, targets.plan, '2025-10-01'));
  });

  it('refuses a plan that changes nothing from its day on', () => {
    given(registered())
      .when(revisingPlan(targets.plan))
      .thenRejectedWith({ kind: 'plan-unchanged', version: 1, effectiveOn: day('2025-01-01') });
    given(registered(), planRevised(2, later))
      .when(revisingPlan(later, '2025-08-01'))
      .thenRejectedWith({ kind: 'plan-unchanged', version: 2, effectiveOn: day('2025-07-01') });
  });

  it('takes the same plan from an earlier day', () => {
    given(registered(), planRevised(2, later))
      .when(revisingPlan(later, '2025-06-01'))
      .then(planRevised(3, later, '2025-06-01'));
  });

  it('refuses what no plan may say, a day of another year and an unknown project', () => {
    given(registered())
      .when(revisingPlan([milestone('2025-06-30', '50.00'), milestone('2025-12-31', '40.00')]))
      .thenRejectedWith({ kind: 'plan-not-monotone', date: day('2025-12-31'), percent: percent('40.00'), previous: percent('50.00') });
    given(registered())
      .when(revisingPlan(later, '2026-01-01'))
      .thenRejectedWith({ kind: 'date-outside-fiscal-year', field: 'effectiveOn', date: day('2026-01-01'), fiscalYear: 2025 });
    given().when(revisingPlan(later)).thenRejectedWith({ kind: 'project-not-found' });
  });

  it('stays when the unit publishes the same plan with another name', () => {
    const { evolve, initialState, decide } = projectBudgetDecider;
    const revised = [registered(), planRevised(2, later)].reduce(evolve, initialState);
    const decision = decide(revised, importing({ name: '新名称' }));
    const after = (decision.ok ? decision.value : []).reduce(evolve, revised) as RegisteredProject;
    expect([after.targets.name, after.plans.length]).toEqual(['新名称', 2]);
  });
});

describe('the plan in force', () => {
  // 1: 66 % by 31 October; 2, from 1 July: 50 % by 30 September; 3, from 1 October: 66 % by 31 October again.
  const { plans } = [registered(), planRevised(2, later), planRevised(3, targets.plan, '2025-10-01')].reduce(
    projectBudgetDecider.evolve,
    projectBudgetDecider.initialState,
  ) as RegisteredProject;

  it.each([
    ['2025-01-01', 1],
    ['2025-06-30', 1],
    ['2025-07-01', 2],
    ['2025-09-30', 2],
    ['2025-10-01', 3],
    ['2025-12-31', 3],
  ])('on %s is version %d', (date, version) => {
    expect(planInForce(plans, day(date)).version).toBe(version);
  });

  it('governs its own days: a checkpoint is one of the plan in force on it', () => {
    expect(governingMilestones(plans).map(({ date, percent, planVersion }) => [date, percent, planVersion])).toEqual([
      ['2025-03-31', null, 1],
      ['2025-06-30', null, 1],
      ['2025-09-30', '50.00', 2],
      ['2025-10-31', '66.00', 3],
      ['2025-12-31', '100.00', 3],
    ]);
  });
});
