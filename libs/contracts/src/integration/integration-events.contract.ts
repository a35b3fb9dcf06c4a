import { z } from 'zod';
import { amount, localDate, milestoneStatus, percent } from '../primitives.contract';
import {
  alertEvidence,
  bySource,
  fundSource,
  ofEpisode,
  ofProject,
  planSteps,
  projectTargets,
  ratioText,
  storePosition,
  streamVersion,
} from './event-parts.contract';

/** Streams that belong to one project of one fiscal year: `<kind>-<projectCode>-<fiscalYear>…`. Every event of theirs is published. */
export const PROJECT_STREAM_KINDS = ['projectBudget', 'milestoneCheck', 'alert'] as const;

export const INTEGRATION_TOPIC = 'budget.events.v1';

type Described = { readonly summary: string; readonly data: z.ZodObject };

const text = z.string();
const payment = { ...ofProject, voucherNo: text.min(1).meta({ description: '支付凭证号' }), amount };

const document = { documentNo: text.min(1).meta({ description: '文号' }), effectiveOn: localDate, reason: text };

const refund = { ...payment, refundVoucherNo: text.min(1), receivedOn: localDate, fundSource, reason: text };

/** What other programs may rely on: the data of each published event, by type and schema version. A version never changes. */
export const integrationEvents = {
  'ProjectRegistered.v1': { summary: '项目登记 / the project was registered', data: z.strictObject(projectTargets) },
  'ProjectTargetsRevised.v1': {
    summary: '绩效目标重新公开 / the unit published other targets',
    data: z.strictObject({
      ...projectTargets,
      changes: z.array(z.strictObject({ field: text, from: text.nullable(), to: text.nullable() })),
    }),
  },
  'DisbursementRecorded.v1': {
    summary: '支付 / money left the treasury',
    data: z.strictObject({
      ...payment,
      paidOn: localDate,
      fundSource,
      paymentMethod: z.enum(['direct', 'authorized']).nullable(),
      payee: text.nullable(),
      payeeAccount: text.nullable(),
      use: text.nullable(),
    }),
  },
  'DisbursementRefunded.v1': { summary: '退款 / money of one payment came back', data: z.strictObject(refund) },
  'DisbursementReversed.v1': {
    summary: '更正 / a wrong entry was taken back whole',
    data: z.strictObject({ ...payment, paidOn: localDate, fundSource, reason: text }),
  },
  'RefundReversed.v1': { summary: '退款更正 / a wrongly entered refund was taken back whole', data: z.strictObject(refund) },
  'BudgetAdjusted.v1': {
    summary: '预算调整 / the budget was raised, lowered or reclaimed by document',
    data: z.strictObject({
      ...ofProject,
      kind: z.enum(['increase', 'decrease', 'reclaim']),
      amount: bySource,
      ...document,
    }),
  },
  'BudgetTransferred.v1': {
    summary: '调剂 / money moved between two projects',
    data: z.strictObject({
      ...ofProject,
      direction: z.enum(['out', 'in']),
      otherProject: text,
      amount,
      fundSource,
      ...document,
    }),
  },
  'PlanRevised.v1': {
    summary: '支出计划调整 / a new version of the spending plan',
    data: z.strictObject({
      ...ofProject,
      planVersion: z.int(),
      plan: planSteps,
      reason: text,
      documentNo: text.nullable(),
      effectiveOn: localDate,
    }),
  },
  'FundsReceived.v1': {
    summary: '资金到位 / money for the project arrived',
    data: z.strictObject({ ...ofProject, amount, fundSource, receivedOn: localDate, documentNo: text }),
  },
  'YearEndDecided.v1': {
    summary: '年终结转结余 / what was not spent is carried over or returned',
    data: z.strictObject({
      ...ofProject,
      decision: z.enum(['carry-over', 'return']),
      ...{ unspent: amount, carriedOver: amount, returned: amount },
      nextYearProject: text.nullable(),
      documentNo: text,
    }),
  },
  'CarryOverReceived.v1': {
    summary: '上年结转 / money not spent in the year before came into the budget',
    data: z.strictObject({ ...ofProject, fromProject: text, fromYear: z.int(), amount, documentNo: text, effectiveOn: localDate }),
  },
  'MilestoneJudged.v1': {
    summary: '考核点判定 / a milestone was judged',
    data: z.strictObject({
      ...ofProject,
      unitCode: text,
      date: localDate,
      label: text,
      statedPercent: percent.nullable(),
      effectivePercent: percent,
      budget: amount,
      plannedAmount: amount,
      actualAmount: amount,
      ratio: ratioText.nullable(),
      status: milestoneStatus,
      planVersion: z.int(),
      policyVersion: z.int(),
      throughVersion: streamVersion,
      throughPosition: storePosition,
      trigger: z.enum(['clock', 'request']),
    }),
  },
  'AlertRaised.v1': {
    summary: '预警发出 / an alert episode began',
    data: z.strictObject({ ...ofEpisode, projectName: text, level: z.int(), evidence: alertEvidence }),
  },
  'AlertReassessed.v1': {
    summary: '预警内容有变 / a still open alert says something else',
    data: z.strictObject({ ...ofEpisode, evidence: alertEvidence }),
  },
  'AlertAcknowledged.v1': {
    summary: '预警确认 / somebody has seen the alert',
    data: z.strictObject({ ...ofEpisode, by: text, note: text.nullable() }),
  },
  'AlertResolved.v1': {
    summary: '预警销号 / the alert was closed by events',
    data: z.strictObject({ ...ofEpisode, evidence: alertEvidence.nullable(), reason: text }),
  },
} as const satisfies Readonly<Record<`${string}.v${number}`, Described>>;

export type IntegrationEventName = keyof typeof integrationEvents;
export type IntegrationEventData<Name extends IntegrationEventName> = z.infer<(typeof integrationEvents)[Name]['data']>;
