import { z } from 'zod';
import { page, pageQuery, readQuery, unitFilter } from './listing.contract';
import { amount, counter, localDate, percent, projectCode, severity, unit, words, written } from './primitives.contract';

export const alertRule = z.enum(['milestone-missed']).meta({ id: 'AlertRule' });
export const alertStatus = z.enum(['open', 'acknowledged', 'resolved']).meta({ id: 'AlertStatus' });

/** What a list may be asked for: names of the outside contract, also those of which no alert exists yet. */
const namedRule = z.enum([
  ...alertRule.options,
  'milestone-at-risk',
  'no-payment',
  'pace-unreachable',
  'overspent',
  'too-fast',
  'money-result-mismatch',
  'indicator-behind',
  'indicator-not-reported',
  'year-end-rush',
  'plan-re-dated',
  'data-outage',
]);
const namedStatus = z.enum([...alertStatus.options, 'rectifying', 'silenced']);

const summaryFields = {
  id: z.string(),
  rule: alertRule,
  severity,
  status: alertStatus,
  level: z.number().int(),
  project: z.strictObject({ fiscalYear: z.number().int(), projectCode, name: z.string(), unit }),
  milestone: localDate,
  sentence: z.string(),
  raisedAt: z.string(),
  acknowledgedBy: z.string().nullable(),
  resolvedAt: z.string().nullable(),
  version: counter,
  position: counter,
};

export const alertRow = z
  .strictObject({ ...summaryFields, shortAmount: amount.meta({ description: '应支未支（元）= 计划 − 实际 / short of the plan, yuan' }) })
  .meta({ id: 'AlertRow' });
export type AlertRowView = z.infer<typeof alertRow>;

export const alertView = z
  .strictObject({
    ...summaryFields,
    explanation: z.strictObject({
      formula: z.string(),
      inputs: z.strictObject({
        asOf: localDate,
        actualAmount: amount,
        plannedAmount: amount,
        plannedPercent: percent,
        budget: amount,
        ratio: z.string(),
        throughPosition: counter,
      }),
      planVersion: z.number().int(),
      policyVersion: z.number().int(),
      events: z.array(counter).meta({ description: '计入实际支出的事件位置 / positions of the events that add up to actualAmount' }),
    }),
    history: z.array(
      z.strictObject({
        at: z.string(),
        type: z.string(),
        by: z.string(),
        note: z.string().nullable().meta({
          description:
            '预警、重新评估、销号当时的说明；确认时为备注 / what the alert said at that step, or the note of the acknowledgement',
        }),
        position: counter,
      }),
    ),
  })
  .meta({ id: 'Alert' });
export type AlertView = z.infer<typeof alertView>;

export const alertsQuery = z.strictObject({
  ...readQuery,
  ...pageQuery,
  ...unitFilter,
  status: namedStatus.optional(),
  rule: namedRule.optional(),
  severity: severity.optional(),
  projectCode: projectCode.optional(),
});
export type AlertsQuery = z.infer<typeof alertsQuery>;
export const alertList = page(alertRow);

export const alertQuery = z.strictObject(readQuery);

export const acknowledgeBody = z.strictObject({ note: words(1000).optional() });
export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;
export const acknowledgeAnswer = z.strictObject({ id: z.string(), status: alertStatus, ...written });
