import type { Instant, LocalDate } from '@budget/kernel';
import { simulatedPayment, withLateEntry, withReturnedPayment, withWrongEntry, WorkingYear, type SimulatedFact } from './index';

const year = new WorkingYear(2025);
const day = (text: string): LocalDate => text as LocalDate;
const payment = (no: number, paidOn: string, fen: bigint) =>
  simulatedPayment('13043425P00000110074K', no, { day: day(paidOn), fen }, `${paidOn}T02:00:00.000Z` as Instant);

const facts = [payment(1, '2025-03-03', 10_000_00n), payment(2, '2025-05-07', 8_000_00n), payment(3, '2025-07-15', 5_000_00n)];
const MAY = { from: day('2025-05-01'), to: day('2025-05-31') };

const told = (changed: readonly SimulatedFact[]) =>
  changed.map((fact) => [fact.recordedAt.slice(0, 16), fact.kind, fact.voucherNo.slice(-4), 'amount' in fact ? fact.amount : null]);

describe('incidents of a simulated year', () => {
  it('enter a payment with a digit missing, take it back and enter it again within the hour', () => {
    expect(told(withWrongEntry(facts, MAY))).toEqual([
      ['2025-03-03T02:00', 'payment', '-001', '10000.00'],
      ['2025-05-07T02:00', 'payment', '002E', '800.00'],
      ['2025-05-07T02:20', 'reversal', '002E', null],
      ['2025-05-07T02:35', 'payment', '-002', '8000.00'],
      ['2025-07-15T02:00', 'payment', '-003', '5000.00'],
    ]);
  });

  it('bring a payment back from the bank and pay it again', () => {
    expect(told(withReturnedPayment(facts, MAY, year))).toEqual([
      ['2025-03-03T02:00', 'payment', '-001', '10000.00'],
      ['2025-05-07T02:00', 'payment', '-002', '8000.00'],
      ['2025-05-12T02:00', 'refund', '-002', '8000.00'],
      ['2025-05-14T02:00', 'payment', '002B', '8000.00'],
      ['2025-07-15T02:00', 'payment', '-003', '5000.00'],
    ]);
  });

  it('let a payment become known only days after it was made', () => {
    const late = withLateEntry(facts, { from: day('2025-07-01'), to: day('2025-07-31') }, day('2025-06-27'), day('2025-07-03'));
    expect(late.at(-1)).toEqual({ ...facts[2], paidOn: '2025-06-27', recordedAt: '2025-07-03T02:00:00.000Z' });
  });

  it('change nothing when no payment falls into the period', () => {
    expect(withWrongEntry(facts, { from: day('2025-08-01'), to: day('2025-08-31') })).toEqual(facts);
  });
});
