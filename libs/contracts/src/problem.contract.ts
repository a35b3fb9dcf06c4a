import { z } from 'zod';

/** RFC 9457. `code` is stable: programs may test it. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    errors: z
      .array(
        z.strictObject({
          path: z.string(),
          code: z.string(),
          message: z.string(),
          row: z.number().int().nullable().optional().meta({
            description:
              '上传的表格：行号同电子表格，表头为 1；null 为整个文件 / row of an uploaded table, header = 1; null for the whole file',
          }),
          column: z
            .string()
            .nullable()
            .optional()
            .meta({ description: '上传的表格：列名，照文件原样 / header of the column, as in the file' }),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof problem>;
