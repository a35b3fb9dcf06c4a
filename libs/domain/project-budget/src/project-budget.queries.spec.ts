import { Money } from '@budget/kernel';
import { projectBudgetDecider } from './project-budget.decider';
import type { ProjectBudgetEvent } from './project-budget.events';
import { available, currentBudget, findPayment, netPaid, netPaidUpTo } from './project-budget.queries';
import type { RegisteredProject } from './project-budget.state';
import { day, milestone, paid, refunded, registered, reversed, revised, targets, today, voucher, yuan } from './project-budget.builders';

const { initialState, evolve } = projectBudgetDecider;
const after = (...history: readonly ProjectBudgetEvent[]) => history.reduce(evolve, initialState);
const project = (...history: readonly ProjectBudgetEvent[]) => after(registered(), ...history) as RegisteredProject;

describe('the net paid up to a day', () => {
  const state = after(
    registered(),
    paid('z1', '1000.00', '2025-03-31'),
    paid('z2', '500.00', '2025-06-30'),
    refunded('z1', 't1', '200.00', '2025-07-01'),
    reversed('z2', '500.00', '2025-06-30'),
    paid('z3', '300.00', '2025-06-29'),
    paid('z4', '40.00', '2025-12-31'),
  );

  it.each([
    ['2025-03-30', '0.00'],
    ['2025-03-31', '1000.00'],
    ['2025-06-28', '1000.00'],
    ['2025-06-29', '1300.00'],
    ['2025-06-30', '1300.00'],
    ['2025-07-01', '1100.00'],
    ['2025-12-30', '1100.00'],
    ['2025-12-31', '1140.00'],
  ])('is, on %s, %s: payments and reversals on paid-on, refunds on received-on, that day included', (date, net) => {
    expect(netPaidUpTo(state, day(date)).toText()).toBe(net);
  });

  it('is zero for an unknown project', () => expect(netPaidUpTo(initialState, day('2025-12-31'))).toBe(Money.zero));
});

describe('the running totals', () => {
  it('leave a reversed payment out and keep a refunded one in', () => {
    const state = project(paid('z1', '1000.00'), paid('z2', '500.00'), refunded('z1', 't1', '200.00'), reversed('z2', '500.00'));
    expect([state.paid, state.refunded, netPaid(state)].map((amount) => amount.toText())).toStrictEqual(['1000.00', '200.00', '800.00']);
    expect(netPaid(initialState)).toBe(Money.zero);
  });
});

describe('the current budget', () => {
  const budget = { fiscal: yuan('100.00'), other: yuan('50.00'), carriedOver: yuan('25.00') };
  const texts = (state: ReturnType<typeof after>) =>
    Object.entries(currentBudget(state, today)).map(([source, amount]) => [source, amount.toText()]);

  it('is that of the latest targets, by source and in total', () => {
    expect(texts(after(registered(), revised({ budget }, [{ field: 'budget.fiscal', from: '30000.00', to: '100.00' }])))).toStrictEqual([
      ['fiscal', '100.00'],
      ['other', '50.00'],
      ['carriedOver', '25.00'],
      ['total', '175.00'],
    ]);
  });

  it('less the net paid is what is still available', () => {
    expect(available(after(registered(), paid('z1', '29999.99')), today).toText()).toBe('0.01');
  });

  it('of an unknown project is zero, and nothing is available', () => {
    expect(texts(initialState).map(([, amount]) => amount)).toStrictEqual(['0.00', '0.00', '0.00', '0.00']);
    expect(available(initialState, today).isZero()).toBe(true);
  });
});

describe('finding a payment', () => {
  it('tells what became of it', () => {
    const state = after(
      registered(),
      paid('z1', '1000.00'),
      refunded('z1', 't1', '200.00'),
      refunded('z1', 't2', '1.00'),
      paid('z2', '5.00'),
    );
    expect(findPayment(state, voucher('z1'))?.refunded.toText()).toBe('201.00');
    expect(findPayment(state, voucher('z1'))?.facts).toStrictEqual(paid('z1', '1000.00').data);
    expect(findPayment(after(registered(), paid('z2', '5.00'), reversed('z2', '5.00')), voucher('z2'))?.reversal).toStrictEqual(
      reversed('z2', '5.00').data,
    );
  });

  it('finds nothing under the voucher of a refund, under an unknown number or in an unknown project', () => {
    expect(findPayment(after(registered(), paid('z1', '1000.00'), refunded('z1', 't1', '1.00')), voucher('t1'))).toBeUndefined();
    expect(findPayment(after(registered()), voucher('z1'))).toBeUndefined();
    expect(findPayment(initialState, voucher('z1'))).toBeUndefined();
  });
});

describe('the plan version', () => {
  it('is 1 at registration and stays while anything but the plan changes', () => {
    expect(project().plans.length).toBe(1);
    expect(project(revised({ name: '新名称' }, [{ field: 'name', from: '旧', to: '新名称' }])).plans.length).toBe(1);
  });

  it('is one more for each changed plan', () => {
    const plan = [milestone('2025-12-31', '100.00')];
    const change = revised({ plan }, [{ field: 'plan[0]', from: null, to: '2025-12-31 100.00%' }]);
    const back = revised({ plan: targets.plan }, [{ field: 'plan[0]', from: null, to: '2025-03-31 —' }]);
    expect(project(change).plans.length).toBe(2);
    expect(project(change, back).plans.length).toBe(3);
  });
});

describe('a broken history', () => {
  it.each<[string, ProjectBudgetEvent[]]>([
    ['a payment before registration', [paid('z1', '1.00')]],
    ['a revision before registration', [revised({}, [])]],
    ['a refund of an unknown payment', [registered(), refunded('z1', 't1', '1.00')]],
    ['a reversal of an unknown payment', [registered(), reversed('z1', '1.00')]],
  ])('is not read over: %s', (_, history) => {
    expect(() => after(...history)).toThrow('Broken history');
  });
});
