import type { ProjectBudgetRejection } from './project-budget.rejections';
import { describeRejection } from './project-budget.words';
import { day, yuan } from './project-budget.builders';

type Kind = ProjectBudgetRejection['kind'];

const examples: { readonly [K in Kind]: Omit<Extract<ProjectBudgetRejection, { kind: K }>, 'kind'> } = {
  'project-not-found': {},
  'project-already-registered': {},
  'plan-not-monotone': { date: day('2025-12-31'), percent: '49.00', previous: '50.00' },
  'plan-above-100': { date: day('2025-12-31'), percent: '101.00' },
  'plan-date-outside-year': { date: day('2026-01-31'), fiscalYear: 2025 },
  'plan-dates-not-ascending': { date: day('2025-06-30') },
  'budget-negative': { field: 'budget.fiscal', amount: yuan('-1.00') },
  'budget-too-large': { field: 'budget.fiscal', amount: yuan('100000000000000.00'), largest: yuan('99999999999999.99') },
  'amount-not-positive': { amount: yuan('0.00') },
  'date-in-future': { field: 'paidOn', date: day('2025-11-16'), today: day('2025-11-15') },
  'date-outside-fiscal-year': { field: 'receivedOn', date: day('2026-01-05'), fiscalYear: 2025 },
  'budget-exceeded': { budget: yuan('30000.00'), netPaid: yuan('19800.00'), available: yuan('10200.00'), requested: yuan('10200.01') },
  'budget-below-net-paid': { budget: yuan('599.99'), netPaid: yuan('600.00') },
  'source-exhausted': { field: 'other', available: yuan('100.00'), requested: yuan('100.01') },
  'document-conflict': { documentNo: '魏财预〔2025〕12号', differs: ['amount'] },
  'transfer-to-itself': { projectCode: '13043425P00000110076T' },
  'plan-unchanged': { version: 2, effectiveOn: day('2025-07-01') },
  'year-end-decided': { documentNo: '魏财预〔2025〕99号' },
  'next-year-project-not-found': { projectCode: '13043425P00000110076T', fiscalYear: 2026 },
  'voucher-conflict': { voucherNo: 'z1', differs: ['amount', 'paidOn', 'kind'] },
  'voucher-reversed': { voucherNo: 'z1' },
  'voucher-not-found': { voucherNo: 'z1' },
  'refund-exceeds-payment': { paid: yuan('1000.00'), refunded: yuan('200.00'), refundable: yuan('800.00'), requested: yuan('800.01') },
  'refund-before-payment': { receivedOn: day('2025-06-11'), paidOn: day('2025-06-12') },
  'already-reversed': { voucherNo: 'z1' },
  'reversal-of-refunded-payment': { voucherNo: 'z1', refunded: yuan('200.00') },
  'refund-reversal-exceeds-budget': {
    voucherNo: 't1',
    budget: yuan('30000.00'),
    netPaid: yuan('29000.00'),
    available: yuan('1000.00'),
    requested: yuan('1000.01'),
  },
};
const rejections = Object.entries(examples).map(([kind, facts]) => ({ kind, ...facts }) as ProjectBudgetRejection);

describe('the words of a refusal', () => {
  it.each(rejections.map((rejection) => [rejection.kind, rejection] as const))(
    '%s names its field, its numbers and the next step',
    (_, rejection) => {
      const { detail, en } = describeRejection(rejection);
      const { kind, ...facts } = rejection;
      const numbers = Object.entries(facts).flatMap(([name, value]) => (name === 'field' || Array.isArray(value) ? [] : [String(value)]));

      expect(detail).toMatch(
        /^(项目编码|支出计划|预算数|财政资金|其他资金|金额|支付日期|(退款)?到账日期|支付凭证号|文号|调入项目|下年度项目)：/u,
      );
      expect(detail).toMatch(/(请|无需再次操作)/u);
      expect(en).toMatch(/^[\w.]+: /);
      expect(numbers.filter((number) => !detail.includes(number) || !en.includes(number))).toStrictEqual([]);
      expect(detail).not.toContain('undefined');
    },
  );

  it('of an exceeded budget can be checked by hand', () => {
    expect(describeRejection({ kind: 'budget-exceeded', ...examples['budget-exceeded'] })).toStrictEqual({
      detail:
        '金额：本次 10200.01 元超过可用余额 10200.00 元（预算现额 30000.00 元 − 已净支出 19800.00 元）；无预算不得支出。请核对金额，或先办理预算调整。',
      en: 'amount: 10200.01 yuan is more than the 10200.00 yuan left (current budget 30000.00 − net paid 19800.00); no spending without budget. Check the amount, or have the budget adjusted first.',
    });
  });

  it('of a conflict names what differs in the words of the form', () => {
    expect(describeRejection({ kind: 'voucher-conflict', ...examples['voucher-conflict'] }).detail).toContain(
      '金额、支付日期、业务类型（支付与退款不得共用一个凭证号）',
    );
  });
});
