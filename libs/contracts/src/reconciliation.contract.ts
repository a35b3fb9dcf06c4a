import { z } from 'zod';
import { amount, fiscalYear, unitCode } from './primitives.contract';

export const reconciliationFields = z.strictObject({ fiscalYear });

export const reconciliationItem = z.strictObject({
  unitCode,
  month: z.string().regex(/^\d{4}-\d{2}$/),
  statement: amount,
  events: amount.meta({ description: '已登记的净支出：支付 − 退款 − 更正 / net as recorded' }),
  difference: amount.meta({ description: '对账单 − 已登记 / statement − events' }),
  status: z.enum(['agrees', 'open', 'explained']),
});
export type ReconciliationItem = z.infer<typeof reconciliationItem>;

/** Every unit and month that stands in the statement or in the events. */
export const reconciliation = z
  .strictObject({ fiscalYear: z.number().int(), items: z.array(reconciliationItem), difference: amount })
  .meta({ id: 'Reconciliation' });
export type ReconciliationView = z.infer<typeof reconciliation>;
