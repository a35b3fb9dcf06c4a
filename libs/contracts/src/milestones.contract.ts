import { z } from 'zod';
import { page, pageQuery, readQuery, unitFilter, yearQuery } from './listing.contract';
import {
  amount,
  budget,
  counter,
  localDate,
  milestoneStatus,
  milestoneStatusOrPending,
  projectCode,
  ratio,
  unit,
} from './primitives.contract';
import { milestoneView } from './projects.contract';

/** As judged: a recorded fact. */
export const milestoneCheck = z
  .strictObject({
    fiscalYear: z.number().int(),
    projectCode,
    projectName: z.string(),
    unit,
    date: localDate,
    label: z.string(),
    stated: z.boolean(),
    status: milestoneStatus,
    budget: amount.meta({ description: '分母：预算现额 / denominator: current budget' }),
    plannedAmount: amount,
    actualAmount: amount,
    ratio,
    planVersion: z.number().int(),
    policyVersion: z.number().int(),
    position: counter.meta({ description: '该判定事件的位置 / position of the judgement itself' }),
    throughPosition: counter.meta({ description: '判定时计入的最后一个项目事件 / last project event counted' }),
    judgedAt: z.string(),
    trigger: z.enum(['clock', 'request']),
  })
  .meta({ id: 'MilestoneCheck' });
export type MilestoneCheckView = z.infer<typeof milestoneCheck>;

export const checksQuery = z.strictObject({
  ...readQuery,
  ...pageQuery,
  ...unitFilter,
  date: localDate.optional(),
  projectCode: projectCode.optional(),
  judgements: z.enum(['last', 'all']).default('last').meta({
    description:
      'last：每个项目和考核点的最近一次判定；all：包括更早的每一次 / the last judgement of each project and date, or every one of them',
  }),
});
export type ChecksQuery = z.infer<typeof checksQuery>;
export const checkList = page(milestoneCheck);

/** As known now, beside what was judged. */
export const boardRow = z
  .strictObject({
    ...milestoneView.shape,
    fiscalYear: z.number().int(),
    projectCode,
    projectName: z.string(),
    unit,
    budget: z.strictObject({ current: budget }),
    status: milestoneStatusOrPending,
    planVersion: z.number().int(),
    policyVersion: z.number().int(),
    position: counter,
    judgedAt: z.string().nullable(),
    judged: z
      .strictObject({ status: milestoneStatus, actualAmount: amount, ratio, position: counter })
      .nullable()
      .meta({ description: '最近一次判定 / the last judgement' }),
    firstJudged: z
      .strictObject({ status: milestoneStatus, actualAmount: amount, ratio, position: counter, judgedAt: z.string() })
      .nullable()
      .meta({ description: '首次判定；按时判定的，即截止时刻的判定 / the first judgement; that of the cut-off where it was made in time' }),
  })
  .meta({ id: 'BoardRow' });
export type BoardRowView = z.infer<typeof boardRow>;
export const boardQuery = z.strictObject({ ...readQuery, ...pageQuery, ...unitFilter });
export type BoardQuery = z.infer<typeof boardQuery>;
export const board = page(boardRow);

export const judgeBody = z.strictObject({ date: localDate, fiscalYear: z.number().int().min(2000).max(2100).optional() });
export type JudgeBody = z.infer<typeof judgeBody>;
/** Judges every project of the date, answers a page of them; a request with a cursor looks at the projects of its own page alone. */
export const judgeQuery = z.strictObject({ ...yearQuery.shape, ...pageQuery });
export const judgeAnswer = z
  .strictObject({
    date: localDate,
    fiscalYear: z.number().int(),
    judged: z.number().int().meta({
      description:
        '本次新记录的判定数；不带 cursor 时判定该考核点的全部项目，带 cursor 时只看该页的项目 / judgements recorded by this request: of every project of the date, with a cursor of those of its page alone',
    }),
    unchanged: z.number().int().meta({ description: '与前次判定相同、未再记录的项目数 / projects that stand as judged before' }),
    ...page(milestoneCheck.omit({ projectName: true, unit: true })).shape,
    position: counter.nullable(),
  })
  .meta({ id: 'JudgeAnswer' });
