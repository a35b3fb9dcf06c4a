import { z } from 'zod';
import { budget, counter, unit } from './primitives.contract';
import { finding, indicatorView, planView } from './projects.contract';

export const importOutcome = z.enum(['registered', 'unchanged', 'changed', 'rejected']);

const missing = <Schema extends z.ZodType>(schema: Schema) =>
  schema.nullable().meta({ description: 'null: 文件未写 / absent in the document' });

export const importedProject = z
  .strictObject({
    projectCode: missing(z.string()),
    name: missing(z.string()),
    unitCode: missing(z.string()),
    unit: missing(unit),
    codeCheck: z.enum(['valid', 'invalid', 'unchecked']),
    budget: missing(budget),
    purpose: z.string(),
    objectives: z.array(z.string()),
    plan: planView,
    indicators: z.array(indicatorView),
    outcome: importOutcome,
    changes: z.array(z.strictObject({ field: z.string(), from: z.string().nullable(), to: z.string().nullable() })).optional(),
    findings: z.array(finding),
  })
  .meta({ id: 'ImportedProject' });

export const targetDocumentAnswer = z
  .strictObject({
    documentId: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    fileName: z.string(),
    fiscalYear: z.number().int(),
    region: z.string().nullable(),
    dryRun: z.boolean(),
    totals: z.strictObject({ projects: z.number().int(), budget }),
    units: z.array(z.strictObject({ code: z.string(), name: z.string(), projects: z.number().int(), budget })),
    projects: z.array(importedProject),
    findings: z.array(finding),
    notUnderstood: z.array(
      z.strictObject({
        place: z.strictObject({
          line: z.number().int().optional(),
          page: z.number().int().optional(),
          sheet: z.string().optional(),
          cell: z.string().optional(),
        }),
        text: z.string(),
        message: z.string(),
      }),
    ),
    position: counter.nullable().meta({ description: 'null: 没有写入 / nothing was written' }),
  })
  .meta({ id: 'TargetDocument' });
export type TargetDocumentAnswer = z.infer<typeof targetDocumentAnswer>;

export const targetDocumentFields = z.strictObject({
  fiscalYear: z.coerce.number().int().min(2000).max(2100).optional(),
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  acceptValid: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
});
export type TargetDocumentFields = z.infer<typeof targetDocumentFields>;
