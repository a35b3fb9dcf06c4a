import { z } from 'zod';
import { readQuery, unitFilter } from './listing.contract';
import { amount, budget, counter, localDate, milestoneStatusOrPending, percent } from './primitives.contract';
import { execution, timeProgress } from './projects.contract';

const share = z.strictObject({ projects: z.number().int(), budget });

const figures = {
  projects: z.number().int(),
  budget: z.strictObject({ initial: budget, current: budget }),
  execution,
  plan: z.strictObject({
    effectivePercent: percent.nullable(),
    plannedAmount: amount,
    gapPoints: percent.nullable(),
    gapAmount: amount,
    shortAmount: amount.meta({
      description:
        '应支未支：各项目在最近到期考核点少支的金额之和，超支部分不相抵 / what each project is short of at its last due checkpoint, added up; what others are ahead does not make up for it',
    }),
  }),
  timeProgress,
  byStatus: z.strictObject(
    Object.fromEntries(milestoneStatusOrPending.options.map((status) => [status, share])) as Record<
      z.infer<typeof milestoneStatusOrPending>,
      typeof share
    >,
  ),
};

/** Sums first, then ratios: percentages are never averaged. */
export const summary = z
  .strictObject({
    fiscalYear: z.number().int().nullable(),
    asOf: localDate,
    ...figures,
    units: z.array(z.strictObject({ code: z.string(), name: z.string(), ...figures })),
    alerts: z.strictObject({ open: z.number().int(), red: z.number().int(), yellow: z.number().int() }),
    checkpoints: z.array(z.strictObject({ date: localDate, label: z.string() })).meta({
      description: '范围内各项目计划的全部考核点，按日期 / every date in the plans of the projects in scope, in order',
    }),
    next: z
      .strictObject({ date: localDate, label: z.string(), daysLeft: z.number().int(), plannedAmount: amount, shortAmount: amount })
      .nullable(),
    simulated: z.boolean().meta({ description: '含模拟数据 / holds simulated data' }),
    freshness: z.strictObject({ lastPaymentRecordedAt: z.string().nullable(), projectionPosition: counter, headPosition: counter }),
  })
  .meta({ id: 'Summary' });
export type SummaryView = z.infer<typeof summary>;
export const summaryQuery = z.strictObject({ ...readQuery, ...unitFilter });
export type SummaryQuery = z.infer<typeof summaryQuery>;
