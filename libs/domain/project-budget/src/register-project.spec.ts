import { specFor } from '@budget/testing';
import type { StatedTargets } from './project-budget.commands';
import { projectBudgetDecider } from './project-budget.decider';
import type { ProjectRegistered } from './project-budget.events';
import type { ProjectBudgetRejection } from './project-budget.rejections';
import { day, importing, indicator, milestone, project, registered, registering, targets, yuan } from './project-budget.builders';

const { given } = specFor(projectBudgetDecider);
const byHand = (): ProjectRegistered => ({ ...registered(), data: { ...registered().data, source: { documentId: null } } });

describe('registering a project', () => {
  it('from a document gives the indicators their ids in order', () => {
    given()
      .when(importing())
      .then({
        type: 'ProjectRegistered',
        schemaVersion: 1,
        data: {
          ...project,
          ...targets,
          indicators: [
            { id: 'i1', ...indicator('系统使用单位数', '≥94个') },
            { id: 'i2', ...indicator('系统培训人次', '≥200人次') },
          ],
          source: { documentId: 'doc-1' },
        },
      });
  });

  it('by hand names no document', () => {
    given().when(registering()).then(byHand());
  });

  it('by hand with the same content again does nothing', () => {
    given(byHand()).when(registering()).thenNothingHappens();
    given(registered()).when(registering()).thenNothingHappens();
  });

  it('by hand never overwrites other content', () => {
    given(registered())
      .when(registering({ name: '另一项目' }))
      .thenRejectedWith({ kind: 'project-already-registered' });
  });

  it('takes a project without plan, indicators and money', () => {
    const bare = { plan: [], indicators: [], budget: { fiscal: yuan('0.00'), other: yuan('0.00'), carriedOver: yuan('0.00') } };
    given().when(importing(bare)).then(registered(bare));
  });

  it('takes a plan that stands still and ends early', () => {
    const plan = [milestone('2025-01-01', '0.00'), milestone('2025-06-30', '50.00'), milestone('2025-12-31', '50.00')];
    given().when(importing({ plan })).then(registered({ plan }));
  });
});

describe.each<[string, (more: Partial<StatedTargets>) => ReturnType<typeof importing> | ReturnType<typeof registering>]>([
  ['a document', importing],
  ['a person', registering],
])('targets from %s are refused', (_, commanding) => {
  it.each<[string, Partial<StatedTargets>, ProjectBudgetRejection]>([
    [
      'when the plan falls',
      { plan: [milestone('2025-06-30', '50.00'), milestone('2025-10-31', null), milestone('2025-12-31', '49.99')] },
      { kind: 'plan-not-monotone', date: day('2025-12-31'), percent: '49.99', previous: '50.00' },
    ],
    [
      'when the plan begins below zero',
      { plan: [milestone('2025-06-30', '-1.00')] },
      { kind: 'plan-not-monotone', date: day('2025-06-30'), percent: '-1.00', previous: '0.00' },
    ],
    [
      'when the plan goes above 100 %',
      { plan: [milestone('2025-12-31', '100.01')] },
      { kind: 'plan-above-100', date: day('2025-12-31'), percent: '100.01' },
    ],
    [
      'when a milestone lies before the year',
      { plan: [milestone('2024-12-31', null)] },
      { kind: 'plan-date-outside-year', date: day('2024-12-31'), fiscalYear: 2025 },
    ],
    [
      'when a milestone lies after the year',
      { plan: [milestone('2025-12-31', '50.00'), milestone('2026-01-01', '100.00')] },
      { kind: 'plan-date-outside-year', date: day('2026-01-01'), fiscalYear: 2025 },
    ],
    [
      'when a date comes twice',
      { plan: [milestone('2025-06-30', '50.00'), milestone('2025-06-30', '60.00')] },
      { kind: 'plan-dates-not-ascending', date: day('2025-06-30') },
    ],
    [
      'when dates go back',
      { plan: [milestone('2025-10-31', '50.00'), milestone('2025-06-30', '60.00')] },
      { kind: 'plan-dates-not-ascending', date: day('2025-06-30') },
    ],
    [
      'when fiscal money is negative',
      { budget: { ...targets.budget, fiscal: yuan('-0.01') } },
      { kind: 'budget-negative', field: 'budget.fiscal', amount: yuan('-0.01') },
    ],
    [
      'when other money is negative, even if the total is not',
      { budget: { ...targets.budget, other: yuan('-1.00') } },
      { kind: 'budget-negative', field: 'budget.other', amount: yuan('-1.00') },
    ],
    [
      'when carried-over money is negative',
      { budget: { ...targets.budget, carriedOver: yuan('-1.00') } },
      { kind: 'budget-negative', field: 'budget.carriedOver', amount: yuan('-1.00') },
    ],
    [
      'when an amount has more than fourteen digits of yuan',
      { budget: { ...targets.budget, other: yuan('100000000000000.00') } },
      { kind: 'budget-too-large', field: 'budget.other', amount: yuan('100000000000000.00'), largest: yuan('99999999999999.99') },
    ],
  ])('%s', (_when, wrong, rejection) => {
    given().when(commanding(wrong)).thenRejectedWith(rejection);
  });
});
