import { z } from 'zod';
import { page, pageQuery, readQuery, unitFilter } from './listing.contract';
import {
  amount,
  budget,
  counter,
  localDate,
  milestoneStatusOrPending,
  percent,
  projectCode,
  ratio,
  unit,
  unitCode,
  fiscalYear,
  words,
  written,
} from './primitives.contract';

export const finding = z
  .strictObject({
    code: z.string(),
    severity: z.enum(['error', 'major', 'minor', 'info']),
    field: z.string(),
    message: z.string(),
    evidence: z.array(z.strictObject({ text: z.string(), place: z.string() })),
  })
  .meta({ id: 'Finding' });
export type FindingView = z.infer<typeof finding>;

export const targetView = z.strictObject({
  raw: z.string(),
  kind: z.string().nullable(),
  operator: z.enum(['>=', '<=', '=']).nullable(),
  value: z.string().nullable(),
  unit: z.string().nullable(),
});

export const indicatorView = z
  .strictObject({
    id: z.string(),
    level1: z.string(),
    level2: z.string(),
    level3: z.string(),
    description: z.string(),
    target: targetView,
    basis: z.string(),
    weight: percent.nullable(),
    latest: z.null().meta({ description: 'null = 未报送 / not reported' }),
  })
  .meta({ id: 'Indicator' });

export const planMilestone = z.strictObject({
  date: localDate,
  label: z.string(),
  statedPercent: percent.nullable(),
  effectivePercent: percent,
  plannedAmount: amount,
});
export const planView = z.strictObject({ version: z.number().int(), milestones: z.array(planMilestone) }).meta({ id: 'Plan' });

export const execution = z
  .strictObject({
    paid: amount.meta({ description: '支付减更正 / payments less reversals' }),
    refunded: amount,
    net: amount.meta({ description: 'paid − refunded' }),
    rate: percent.nullable().meta({ description: '执行率 = net ÷ 预算现额 / net ÷ current budget' }),
    remaining: amount,
    received: amount.meta({ description: '到位资金 / funds received' }),
  })
  .meta({ id: 'Execution' });

export const timeProgress = z
  .strictObject({ percent, gapPoints: percent.nullable() })
  .meta({ id: 'TimeProgress', description: '序时进度 / elapsed months ÷ 12; gapPoints = 执行率 − 序时进度, negative = behind' });

export const milestoneView = z
  .strictObject({
    date: localDate,
    label: z.string(),
    stated: z.boolean(),
    plannedPercent: percent,
    plannedAmount: amount,
    actualAmount: amount,
    actualPercent: percent.nullable(),
    gapPoints: percent.nullable(),
    gapAmount: amount,
    ratio,
    status: milestoneStatusOrPending,
  })
  .meta({ id: 'Milestone', description: 'gapPoints, gapAmount = 实际 − 计划, negative = behind the plan' });

export const projectView = z
  .strictObject({
    fiscalYear: z.number().int(),
    projectCode,
    codeCheck: z.enum(['valid', 'invalid', 'unchecked']),
    name: z.string(),
    unit,
    region: z.string().nullable(),
    purpose: z.string(),
    objectives: z.array(z.string()),
    budget: z.strictObject({ initial: budget, current: budget }),
    plan: planView,
    execution,
    timeProgress,
    status: milestoneStatusOrPending,
    milestones: z.array(milestoneView),
    indicators: z.array(indicatorView),
    findings: z.array(finding),
    asOf: localDate,
    version: counter,
    position: counter,
  })
  .meta({ id: 'Project' });
export type ProjectView = z.infer<typeof projectView>;

/** The checkpoint that is due at asOf: the last one with a stated target on or before it. */
export const dueView = z.strictObject({
  date: localDate,
  label: z.string(),
  plannedPercent: percent,
  plannedAmount: amount,
  ratio,
  gapAmount: amount,
  gapPoints: percent.nullable(),
});

export const projectRow = z
  .strictObject({
    fiscalYear: z.number().int(),
    projectCode,
    name: z.string(),
    unit,
    budget: z.strictObject({ initial: budget, current: budget }),
    execution,
    timeProgress,
    due: dueView.nullable(),
    status: milestoneStatusOrPending,
    openAlerts: z.number().int(),
    version: counter,
    position: counter,
  })
  .meta({ id: 'ProjectRow' });
export type ProjectRowView = z.infer<typeof projectRow>;

export const PROJECT_SORTS = ['code', 'name', '-budget', 'budget', '-rate', 'rate', '-gap', 'gap'] as const;
export const projectListQuery = z.strictObject({
  ...readQuery,
  ...pageQuery,
  ...unitFilter,
  status: milestoneStatusOrPending.optional(),
  q: z.string().max(100).optional().meta({ description: '项目编码或名称的一部分 / part of code or name' }),
  sort: z
    .enum(PROJECT_SORTS)
    .default('code')
    .meta({ description: 'gap = 应支未支金额 / amount short of the due plan, −gap: the largest first; "-" = 从大到小 / descending' }),
});
export type ProjectListQuery = z.infer<typeof projectListQuery>;
export const projectList = page(projectRow);

export const projectQuery = z.strictObject(readQuery);

export const statedPlan = z
  .array(z.strictObject({ date: localDate, percent: percent.nullable() }))
  .min(1, { error: '至少一个考核点 / at least one milestone' })
  .max(60);

export const registerProjectBody = z.strictObject({
  fiscalYear,
  projectCode,
  name: words(200, 1),
  unit: z.strictObject({ code: unitCode, name: words(200, 1) }),
  budget: z.strictObject({ fiscal: amount, other: amount, carriedOver: amount.optional() }),
  purpose: words(5000).default(''),
  objectives: z.array(words(5000, 1)).max(100).default([]),
  plan: statedPlan,
  indicators: z
    .array(
      z.strictObject({
        level1: words(100, 1),
        level2: words(100, 1),
        level3: words(300, 1),
        description: words(2000).default(''),
        target: words(500, 1),
        basis: words(2000).default(''),
        weight: percent.optional(),
      }),
    )
    .max(300)
    .default([]),
});
export type RegisterProjectBody = z.infer<typeof registerProjectBody>;
export const registerProjectAnswer = z.strictObject({
  fiscalYear: z.number().int(),
  projectCode,
  outcome: z.enum(['registered', 'unchanged']),
  ...written,
});

export const auditEvent = z
  .strictObject({
    id: z.uuid(),
    stream: z.string(),
    position: counter,
    version: counter,
    type: z.string(),
    schemaVersion: z.number().int(),
    data: z.record(z.string(), z.unknown()),
    metadata: z.strictObject({
      recordedAt: z.string(),
      actor: z.string(),
      correlationId: z.string(),
      causationId: z.string(),
      commandId: z.string(),
    }),
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventView = z.infer<typeof auditEvent>;
export const auditQuery = z.strictObject({
  ...readQuery,
  ...pageQuery,
  streams: z.enum(['project', 'all']).default('project').meta({
    description:
      'project：仅项目自己的事件流；all：另含该项目的考核判定和预警事件，按登记顺序 / the stream of the project alone, or with those of its milestone checks and alerts, in the order of recording',
  }),
});
export type AuditQuery = z.infer<typeof auditQuery>;
export const auditList = page(auditEvent);
