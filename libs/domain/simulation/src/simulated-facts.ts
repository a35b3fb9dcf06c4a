import type { AmountText, Instant, LocalDate } from '@budget/kernel';
import { amountOf } from './fen';
import type { Lump } from './spending-lumps';

/** A payment as a simulated unit enters it. Payee and use say 模拟, so that nobody takes it for a real one. */
export type SimulatedPayment = {
  readonly kind: 'payment';
  readonly voucherNo: string;
  readonly amount: AmountText;
  readonly paidOn: LocalDate;
  readonly fundSource: 'fiscal';
  readonly paymentMethod: 'direct' | 'authorized';
  readonly payee: string;
  readonly use: string;
  readonly recordedAt: Instant;
};

export type SimulatedRefund = {
  readonly kind: 'refund';
  readonly voucherNo: string;
  readonly refundVoucherNo: string;
  readonly amount: AmountText;
  readonly receivedOn: LocalDate;
  readonly reason: string;
  readonly recordedAt: Instant;
};

export type SimulatedReversal = {
  readonly kind: 'reversal';
  readonly voucherNo: string;
  readonly reason: string;
  readonly recordedAt: Instant;
};

export type SimulatedFact = SimulatedPayment | SimulatedRefund | SimulatedReversal;

const DIRECT_FROM = 50_000_00n;

const PAYEES = [
  ['（模拟）同心印刷服务部', '印刷费'],
  ['（模拟）行知培训中心', '培训费'],
  ['（模拟）远景信息技术公司', '软件运维费'],
  ['（模拟）惠民商店', '慰问品购置费'],
  ['（模拟）代发银行专户', '补助资金发放'],
  ['（模拟）畅行客运公司', '交通费'],
  ['（模拟）康宁体检中心', '体检费'],
  ['（模拟）新彩广告制作部', '宣传制作费'],
  ['（模拟）宏达设备供应站', '设备购置费'],
  ['（模拟）村级工作经费户', '村级工作经费'],
] as const;

/** The n-th payment (from 1) of a project. Its voucher number begins with MN (模拟) and is the same in every run. */
export function simulatedPayment(projectCode: string, no: number, { day, fen }: Lump, recordedAt: Instant): SimulatedPayment {
  const [payee, use] = PAYEES[(no * 7 + projectCode.charCodeAt(projectCode.length - 1)) % PAYEES.length] as (typeof PAYEES)[number];
  return {
    kind: 'payment',
    voucherNo: voucherNo(projectCode, day, no),
    amount: amountOf(fen),
    paidOn: day,
    fundSource: 'fiscal',
    paymentMethod: fen >= DIRECT_FROM ? 'direct' : 'authorized',
    payee,
    use: `模拟：${use}`,
    recordedAt,
  };
}

export const voucherNo = (projectCode: string, day: LocalDate, no: number): string =>
  `MN${day.slice(0, 4)}-${projectCode.slice(-13)}-${String(no).padStart(3, '0')}`;
