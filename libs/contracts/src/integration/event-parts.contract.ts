import { z } from 'zod';
import { amount, localDate, percent } from '../primitives.contract';

/** Marks an enumeration whose schema tells the values known today without forbidding others. */
export const EXTENSIBLE = 'x-extensible-enum';

/** Parts that several facts share, as they are stored: texts as published, nothing trimmed, nothing converted. */
export const ofProject = {
  projectCode: z.string().min(1).meta({ description: '项目编码', example: '13043425P00000110076T' }),
  fiscalYear: z.int().meta({ description: '年度 / fiscal year', example: 2025 }),
};

/** actual ÷ planned with four decimals. */
export const ratioText = z.string().meta({ description: '实际÷计划，四位小数 / actual ÷ planned, four decimals', example: '0.7900' });
export const fundSource = z.enum(['fiscal', 'other', 'carried-over']);
export const streamVersion = z.string().meta({ description: '流内版本 / version of a stream, as text' });
export const storePosition = z.string().meta({ description: '全局位置 / position in the store, as text' });

const text = z.string();

export const bySource = z.strictObject({ fiscal: amount, other: amount, carriedOver: amount });
export const planSteps = z.array(z.strictObject({ date: localDate, label: text, percent: percent.nullable() }));

export const projectTargets = {
  ...ofProject,
  name: text,
  unit: z.strictObject({ code: text, name: text }),
  region: text.nullable(),
  purpose: text,
  objectives: z.array(text),
  budget: bySource,
  plan: planSteps,
  indicators: z.array(
    z.strictObject({
      ...{ id: text, level1: text, level2: text, level3: text, description: text, target: text, basis: text },
      weight: percent.nullable(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      code: text,
      severity: z.enum(['error', 'major', 'minor', 'info']),
      field: text,
      message: text,
      evidence: z.array(z.strictObject({ text, place: text })),
    }),
  ),
  source: z.strictObject({ documentId: text.nullable() }),
};

// Rules come and go with policies: readers must let an unknown one pass, so that a new rule is no new schema version.
const alertRules = z.enum(['milestone-missed']).meta({ description: '预警规则 / rule; more may come', [EXTENSIBLE]: true });

export const ofEpisode = {
  alertId: text,
  episode: z.int(),
  rule: alertRules,
  ...ofProject,
  unitCode: text,
};

export const alertEvidence = z.strictObject({
  severity: z.enum(['info', 'yellow', 'red']),
  milestone: localDate,
  asOf: localDate,
  budget: amount,
  plannedPercent: percent,
  plannedAmount: amount,
  actualAmount: amount,
  ratio: ratioText,
  planVersion: z.int(),
  policyVersion: z.int(),
  throughVersion: streamVersion,
  throughPosition: storePosition,
  sentence: text,
  formula: text,
});
