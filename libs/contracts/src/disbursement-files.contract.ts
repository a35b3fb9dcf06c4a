import { z } from 'zod';
import { amount, counter, words } from './primitives.contract';

const MAPPING_RULE =
  'mapping：应为 JSON 对象，“我们的列名”对“文件中的列名” / expected a JSON object: our column name → the header in the file';

/** Our column name → the header in the file. */
const mapping = z
  .string()
  .max(5_000)
  .transform((text, context): Record<string, string> => {
    try {
      const read: unknown = JSON.parse(text);
      const parsed = z.record(z.string().max(100), z.string().max(200)).safeParse(read);
      if (parsed.success) return parsed.data;
    } catch {
      // Said below.
    }
    context.addIssue({ code: 'custom', message: MAPPING_RULE });
    return z.NEVER;
  });

export const disbursementFileFields = z.strictObject({
  controlTotal: amount.meta({ description: '控制总额：文件全部金额之和（元），金额按文件所写 / sum of all amounts as written, yuan' }),
  rowCount: z.coerce
    .number({ error: '应为行数 / expected a number of rows' })
    .int()
    .min(0)
    .max(5_000_000)
    .meta({ description: '数据行数，不含表头 / data rows without the header' }),
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  source: words(100, 1).optional().meta({ description: '来源名称；列名对应关系按来源记住 / whose file; the mapping is remembered by it' }),
  mapping: mapping.optional(),
});
export type DisbursementFileFields = z.infer<typeof disbursementFileFields>;

export const disbursementFileAnswer = z
  .strictObject({
    fileId: z.string(),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    fileName: z.string(),
    dryRun: z.boolean(),
    rows: z.number().int(),
    recorded: z.number().int().meta({ description: '新登记的行 / rows that are new' }),
    duplicates: z.number().int().meta({ description: '此前已登记、内容相同的行 / rows recorded before with the same content' }),
    total: amount,
    ignoredColumns: z.array(z.string()),
    errors: z.array(z.never()),
    position: counter.nullable().meta({ description: 'null: 没有写入 / nothing was written' }),
  })
  .meta({ id: 'DisbursementFile' });
export type DisbursementFileAnswer = z.infer<typeof disbursementFileAnswer>;
