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
const namedStatus = z.enum([...alertStatus.options, 'rectifying', 'silenced', 'unresolved']);

/** What the rule saw, from which a sentence can be told in any language. */
export const alertInputs = z
  .strictObject({
    asOf: localDate,
    actualAmount: amount,
    plannedAmount: amount,
    plannedPercent: percent,
    budget: amount,
    ratio: z.string(),
    throughPosition: counter,
  })
  .meta({ id: 'AlertInputs' });
export type AlertInputsView = z.infer<typeof alertInputs>;

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
  .strictObject({
    ...summaryFields,
    shortAmount: amount.meta({ description: '应支未支（元）= 计划 − 实际 / short of the plan, yuan' }),
    inputs: alertInputs,
  })
  .meta({ id: 'AlertRow' });
export type AlertRowView = z.infer<typeof alertRow>;

export const alertView = z
  .strictObject({
    ...summaryFields,
    explanation: z.strictObject({
      formula: z.string(),
      inputs: alertInputs,
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
        told: z
          .strictObject({ severity, milestone: localDate, inputs: alertInputs })
          .nullable()
          .meta({ description: 'note 所依据的数字；备注没有 / the figures that note tells; none for the words of a person' }),
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
  status: namedStatus.optional().meta({ description: 'unresolved = open + acknowledged' }),
  rule: namedRule.optional(),
  severity: severity.optional(),
  projectCode: projectCode.optional(),
  counts: z.enum(['none', 'by-status']).default('none').meta({
    description:
      'by-status：另按处理状态给出符合其余条件的条数 / also how many there are of each status, by all other conditions of the query',
  }),
});
export type AlertsQuery = z.infer<typeof alertsQuery>;
const alertCounts = z.record(alertStatus, z.number().int()).meta({ id: 'AlertCounts' });
export type AlertCountsView = z.infer<typeof alertCounts>;
export const alertList = z.strictObject({ ...page(alertRow).shape, counts: alertCounts.optional() });

export const alertQuery = z.strictObject(readQuery);

export const acknowledgeBody = z.strictObject({ note: words(1000).optional() });
export type AcknowledgeBody = z.infer<typeof acknowledgeBody>;
export const acknowledgeAnswer = z.strictObject({ id: z.string(), status: alertStatus, ...written });
