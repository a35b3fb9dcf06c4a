import { z } from 'zod';
import { severity } from './primitives.contract';
import { amount, fiscalYear, localDate, milestoneStatus, percent, projectCode, ratio, unitCode } from './primitives.contract';
import { alertRule } from './alerts.contract';
import { statedPlan } from './projects.contract';

const band = z.strictObject({ status: milestoneStatus.exclude(['no-checkpoint']), atLeastPercent: percent });

/** A county asks about its own rules; 60 projects with 60 payments each are a long evening of asking. */
export const whatIfBody = z
  .strictObject({
    fiscalYear,
    asOf: localDate.optional().meta({ description: '看到哪一天为止，默认今天 / looks no further than this day; default today' }),
    unitCode: unitCode.optional().meta({ description: '只看这个单位的项目 / only projects of this unit' }),
    plans: z
      .array(z.strictObject({ projectCode, plan: statedPlan }))
      .max(1_000)
      .default([])
      .meta({
        description: '假定全年按此计划 / as if this had been the plan from the first day of the year',
      }),
    payments: z
      .array(z.strictObject({ projectCode, amount, paidOn: localDate }))
      .max(10_000)
      .default([])
      .meta({
        description: '假定另有这些支付（负数为少付） / as if these had been paid as well, negative: not paid',
      }),
    milestonePolicy: z
      .strictObject({ bands: z.array(band).min(1).max(10), otherwise: milestoneStatus.exclude(['no-checkpoint']) })
      .optional()
      .meta({ description: '假定按此分档 / as if checkpoints were judged by these bands, from the highest edge to the lowest' }),
  })
  .meta({ description: '只重演，不写入任何内容 / replayed in isolation: nothing is written' });
export type WhatIfBody = z.infer<typeof whatIfBody>;

const judged = z.strictObject({ status: milestoneStatus, ratio });
const alert = z.strictObject({ projectCode, projectName: z.string(), rule: alertRule, severity });

export const whatIfAnswer = z
  .strictObject({
    asOf: localDate,
    projects: z.number().int().meta({ description: '重演的项目数 / how many projects were replayed' }),
    milestones: z.array(
      z.strictObject({
        projectCode,
        projectName: z.string(),
        date: localDate,
        before: judged.nullable().meta({ description: '现行计划没有这个考核点时为 null / null where the plan in force has no such date' }),
        after: judged.nullable(),
      }),
    ),
    alerts: z.strictObject({ raised: z.array(alert), resolved: z.array(alert) }),
  })
  .meta({ id: 'WhatIf' });
export type WhatIfView = z.infer<typeof whatIfAnswer>;
