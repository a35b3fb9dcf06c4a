import { z } from 'zod';
import { counter, projectCode } from './primitives.contract';
import { alertRule, alertStatus } from './alerts.contract';

/** Server-Sent Events: `id` is the event position, `event` one of these names, `data` the JSON below. */
export const liveEvents = {
  alert: z.strictObject({ id: z.string(), projectCode, rule: alertRule, status: alertStatus, position: counter }),
  'milestone-check': z.strictObject({ projectCode, date: z.string(), status: z.string(), position: counter }),
  disbursement: z.strictObject({
    projectCode,
    kind: z.enum(['payment', 'refund', 'reversal']),
    amount: z.string(),
    paidOn: z.string(),
    position: counter,
  }),
  projection: z.strictObject({ position: counter }),
} as const;
export type LiveEventName = keyof typeof liveEvents;
