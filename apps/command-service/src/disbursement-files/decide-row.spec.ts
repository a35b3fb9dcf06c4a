import { projectBudgetDecider, type ProjectBudget, type ProjectCode } from '@budget/domain/project-budget';
import { parseLocalDate, type AmountText } from '@budget/kernel';
import type { PaymentRow } from '@budget/payment-files';
import { decideRow } from './decide-row';

const TODAY = parseLocalDate('2025-11-15');
const yuan = (text: string): AmountText => text as AmountText;
const row = (voucherNo: string, amount: string, more: Partial<PaymentRow> = {}): PaymentRow => ({
  ...{ projectCode: 'P1', voucherNo, kind: 'payment', originalVoucherNo: null, amount: yuan(amount), paidOn: parseLocalDate('2025-06-30') },
  ...{ fundSource: 'fiscal', paymentMethod: null, payee: null, payeeAccount: null, use: null },
  ...more,
});
const refund = (voucherNo: string, originalVoucherNo: string, amount: string): PaymentRow =>
  row(voucherNo, amount, { kind: 'refund', originalVoucherNo });
const correction = (originalVoucherNo: string, amount: string): PaymentRow =>
  row(`G-${originalVoucherNo}`, amount, { kind: 'reversal', originalVoucherNo });

/** A project of 1,000.00 元. */
const registered = projectBudgetDecider.evolve(projectBudgetDecider.initialState, {
  type: 'ProjectRegistered',
  schemaVersion: 1,
  data: {
    ...{ projectCode: 'P1' as ProjectCode, fiscalYear: 2025, name: '项目', unit: { code: 'U1', name: '单位' }, region: null, purpose: '' },
    ...{ objectives: [], plan: [], indicators: [], findings: [], source: { documentId: null } },
    budget: { fiscal: yuan('1000.00'), other: yuan('0.00'), carriedOver: yuan('0.00') },
  },
});
const told = (state: ProjectBudget, one: PaymentRow): string => {
  const decided = decideRow(state, one, TODAY);
  return decided.outcome === 'refused' ? decided.rejection.kind : decided.outcome;
};
const after = (...rows: readonly PaymentRow[]): ProjectBudget =>
  rows.reduce((state, one) => {
    const decided = decideRow(state, one, TODAY);
    return decided.outcome === 'new' ? decided.events.reduce(projectBudgetDecider.evolve, state) : state;
  }, registered);

describe('a row of a treasury file', () => {
  it('is new, beyond the budget as well', () => {
    expect(told(registered, row('Z1', '5000.00'))).toBe('new');
  });

  it('that comes again is a duplicate, also when the same file has taken it back', () => {
    const file = [row('Z1', '100.00'), refund('T1', 'Z1', '40.00'), correction('T1', '40.00'), correction('Z1', '100.00')];
    const state = after(...file);
    expect(file.map((one) => told(state, one))).toEqual(['duplicate', 'duplicate', 'duplicate', 'duplicate']);
  });

  it('with another content under the same number is refused', () => {
    expect(told(after(row('Z1', '100.00')), row('Z1', '100.01'))).toBe('voucher-conflict');
  });

  it('that refunds a payment which was taken back is refused, not taken for a duplicate', () => {
    const state = after(row('Z1', '100.00'), correction('Z1', '100.00'));
    expect(told(state, refund('T9', 'Z1', '40.00'))).toBe('voucher-reversed');
  });

  it('that corrects names the whole amount of an entry that is there', () => {
    const state = after(row('Z1', '100.00'));
    expect([told(state, correction('Z1', '40.00')), told(state, correction('Z9', '40.00'))]).toEqual([
      'reversal-amount-differs',
      'voucher-not-found',
    ]);
  });
});
