import { randomUUID } from 'node:crypto';
import type { AppendOptions, NewEvent } from '@budget/ports';

export const BY_BENCH: AppendOptions = {
  metadata: { commandId: randomUUID(), correlationId: randomUUID(), causationId: randomUUID(), actor: 'system:bench' },
};

/** A payment of about 350 bytes of JSON. */
export const payment = (number: number): NewEvent => ({
  id: randomUUID(),
  type: 'DisbursementRecorded',
  schemaVersion: 1,
  data: {
    voucherNo: `ZF-2025-${String(number).padStart(8, '0')}`,
    projectCode: `13043425P${String(number % 100).padStart(11, '0')}T`,
    amount: `${1_000 + (number % 9_000)}.50`,
    paidOn: `2025-${String(1 + (number % 12)).padStart(2, '0')}-15`,
    fundSource: 'fiscal',
    paymentMethod: 'direct',
    payee: '某某文化传播有限公司',
    payeeAccount: '6222020402001234567',
    use: '党员教育培训教材印刷费用，合同第二批，验收后支付，发票已核对无误',
  },
});
