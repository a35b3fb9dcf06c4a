import { z } from 'zod';
import { fundSource } from './disbursements.contract';
import { readQuery } from './listing.contract';
import { amount, budget, counter, fiscalYear, localDate, percent, projectCode, words, written } from './primitives.contract';
import { statedPlan } from './projects.contract';

const documentNo = words(100, 1).meta({ description: '文号 / document number', example: '魏财预〔2025〕12号' });
const effectiveOn = localDate.meta({ description: '生效日期，自当天起计入 / counts from this day' });
const reason = words(500, 1);
const ofProject = { fiscalYear: z.number().int(), projectCode };

export const adjustmentKind = z
  .enum(['increase', 'decrease', 'reclaim'])
  .meta({ description: '追加 / 调减 / 收回；金额均为正数 / amounts are positive whatever the kind' });

export const adjustmentBody = z
  .strictObject({
    kind: adjustmentKind,
    fiscal: amount.optional(),
    other: amount.optional(),
    carriedOver: amount.optional(),
    documentNo,
    effectiveOn,
    reason,
  })
  .meta({ description: '至少一个来源的金额 / the amount of at least one source' });
export const adjustmentAnswer = z
  .strictObject({
    ...ofProject,
    kind: adjustmentKind,
    amount: z.strictObject({ fiscal: amount, other: amount, carriedOver: amount }),
    documentNo: z.string(),
    effectiveOn,
    reason: z.string(),
    ...written,
  })
  .meta({ id: 'BudgetAdjustment' });

export const transferBody = z.strictObject({
  fromProject: projectCode,
  toProject: projectCode,
  amount,
  fundSource,
  documentNo,
  effectiveOn,
  reason,
});
export const transferAnswer = z
  .strictObject({
    fiscalYear: z.number().int(),
    fromProject: projectCode,
    toProject: projectCode,
    amount,
    fundSource,
    documentNo: z.string(),
    effectiveOn,
    reason: z.string(),
    ...written,
    version: counter.meta({ description: '调出项目的版本 / version of the giving project' }),
    toVersion: counter.meta({ description: '调入项目的版本 / version of the receiving project' }),
  })
  .meta({ id: 'BudgetTransfer' });

export const planRevisionBody = z.strictObject({ plan: statedPlan, reason, documentNo: documentNo.optional(), effectiveOn });
const planSteps = z.array(z.strictObject({ date: localDate, label: z.string(), percent: percent.nullable() }));
export const planRevisionAnswer = z
  .strictObject({
    ...ofProject,
    planVersion: z.number().int(),
    plan: planSteps,
    reason: z.string(),
    documentNo: z.string().nullable(),
    effectiveOn,
    ...written,
  })
  .meta({ id: 'PlanRevision' });

export const planVersion = z
  .strictObject({
    version: z.number().int(),
    origin: z.enum(['published', 'revision']).meta({ description: '公开文本 / 计划调整' }),
    effectiveOn: localDate,
    reason: z.string().nullable(),
    documentNo: z.string().nullable(),
    recordedAt: z.string(),
    recordedBy: z.string().nullable().meta({ description: '公开文本的版本为 null，见导入记录 / null for published plans' }),
    inForce: z.boolean().meta({ description: '截至日按此版考核 / in force at asOf' }),
    milestones: z.array(
      z.strictObject({ date: localDate, label: z.string(), statedPercent: percent.nullable(), effectivePercent: percent }),
    ),
    position: counter,
  })
  .meta({ id: 'PlanVersion' });
export type PlanVersionView = z.infer<typeof planVersion>;
export const planVersions = z.strictObject({ items: z.array(planVersion) });
export type PlanVersionsView = z.infer<typeof planVersions>;

export const fundsReceivedBody = z.strictObject({ amount, fundSource, receivedOn: localDate, documentNo });
export const fundsReceivedAnswer = z
  .strictObject({ ...ofProject, amount, fundSource, receivedOn: localDate, documentNo: z.string(), ...written })
  .meta({ id: 'FundsReceived' });

export const yearEndDecision = z
  .enum(['carry-over', 'return'])
  .meta({ description: '结转下年 / 结余收回；第二年仍未用完的上年结转一律收回 / money carried over before and still unused is returned' });
export const yearEndBody = z.strictObject({
  fiscalYear,
  projectCode,
  decision: yearEndDecision,
  nextYearProjectCode: projectCode.optional().meta({ description: '默认与本项目编码相同 / the same code unless named' }),
  documentNo,
});
export const yearEndAnswer = z
  .strictObject({
    ...ofProject,
    decision: yearEndDecision,
    unspent: amount,
    carriedOver: amount,
    returned: amount,
    nextYearProjectCode: projectCode.nullable(),
    documentNo: z.string(),
    ...written,
  })
  .meta({ id: 'YearEnd' });

export const budgetChange = z
  .strictObject({
    kind: z.enum(['increase', 'decrease', 'reclaim', 'transfer-in', 'transfer-out', 'carry-over']),
    amount: budget.meta({ description: '对预算的增减，减少为负数 / what it adds to the budget, negative when it takes away' }),
    otherProject: projectCode.nullable(),
    documentNo: z.string(),
    effectiveOn: localDate,
    reason: z.string().nullable(),
    recordedAt: z.string(),
    recordedBy: z.string(),
    position: counter,
  })
  .meta({ id: 'BudgetChange' });
export type BudgetChangeView = z.infer<typeof budgetChange>;
/** 年初 → each change that counts by asOf → 现额: the amounts add up exactly. */
export const budgetChanges = z
  .strictObject({ initial: budget, current: budget, items: z.array(budgetChange) })
  .meta({ id: 'BudgetChanges' });
export type BudgetChangesView = z.infer<typeof budgetChanges>;
export const budgetChangesQuery = z.strictObject(readQuery);
export const planVersionsQuery = z.strictObject(readQuery);
