import { isInstant, isLocalDate, Money } from '@budget/kernel';
import { z } from 'zod';

const INVISIBLE = /[\p{Cf}\p{Zl}\p{Zp}]/gu;

/** 元 as decimal text with two decimals. */
export const amount = z
  .string()
  .refine((text) => Money.isAmount(text), {
    error: '应为元、两位小数的文本，如 "30000.00"（不带千分位） / expected yuan with two decimals such as "30000.00"',
  })
  .meta({ description: '元，两位小数 / yuan, two decimals', example: '3154000.00', pattern: '^-?(0|[1-9]\\d{0,29})\\.\\d{2}$' });

/** Percent or percentage points as decimal text with two decimals. */
export const percent = z
  .string()
  .regex(/^-?(0|[1-9]\d{0,5})\.\d{2}$/, {
    error: '应为两位小数的百分数文本，如 "66.00" / expected a percentage with two decimals such as "66.00"',
  })
  .meta({ description: '百分数或百分点，两位小数 / percent or points, two decimals', example: '66.00' });

export const localDate = z
  .string()
  .refine((text) => isLocalDate(text), { error: '应为真实存在的日期，写作 YYYY-MM-DD / expected a real day written YYYY-MM-DD' })
  .meta({ description: '北京时间的日期 / day in Asia/Shanghai', format: 'date', example: '2025-06-30' });

export const instant = z
  .string()
  .refine(isInstant, { error: '应为 RFC 3339 时刻，如 2025-07-01T09:00:00+08:00 / expected an RFC 3339 instant' })
  .meta({ format: 'date-time', example: '2025-07-01T09:00:00+08:00' });

/** A position or version: a whole number as text, since it may outgrow a JavaScript number. */
export const counter = z
  .string()
  .regex(/^\d{1,19}$/, { error: '应为非负整数文本 / expected a whole number as text' })
  .meta({ example: '42' });

export const ratio = z
  .string()
  .regex(/^-?\d+\.\d{4}$/)
  .nullable()
  .meta({ description: '实际÷计划，四位小数 / actual ÷ planned, four decimals', example: '0.7900' });

export const fiscalYear = z.coerce
  .number({ error: '应为年份 / expected a year' })
  .int()
  .min(2000, { error: '应在 2000–2100 之间 / expected 2000–2100' })
  .max(2100, { error: '应在 2000–2100 之间 / expected 2000–2100' });

export const projectCode = z
  .string()
  .regex(/^[0-9A-Z]{1,40}$/, { error: '项目编码只含数字和大写字母，至多 40 位 / digits and capital letters, at most 40' })
  .meta({ example: '13043425P00000110076T' });

export const unitCode = z
  .string()
  .regex(/^[0-9A-Za-z]{1,20}$/, { error: '单位编码只含数字和字母 / digits and letters, at most 20' })
  .meta({ example: '203001' });

/** Free text that a person typed: trimmed, no control characters but line breaks and tabs. */
export const words = (max: number, min = 0) =>
  z
    .string()
    .trim()
    .min(min, { error: '不能为空 / must not be empty' })
    .max(max, { error: `至多 ${max} 字 / at most ${max} characters` })
    .refine((text) => !hasControlCharacter(text), { error: '含控制字符 / contains control characters' });

/** 支付凭证号. Full-width letters and digits and invisible characters are typing, not another number: one number is written in one way only. */
export const voucherNo = z
  .string()
  .overwrite((text) => text.normalize('NFKC').replace(INVISIBLE, '').trim())
  .min(1, { error: '不能为空 / must not be empty' })
  .max(64, { error: '至多 64 字 / at most 64 characters' })
  .refine((text) => !/\p{Cc}/u.test(text), { error: '含控制字符 / contains control characters' })
  .meta({ description: '支付凭证号；全角与半角同一个号 / full-width and half-width are one number', example: 'ZF-2025-000123' });

export const budget = z
  .strictObject({ fiscal: amount, other: amount, carriedOver: amount, total: amount })
  .meta({ id: 'Budget', description: '预算（元）：财政资金、其他资金、上年结转、合计' });
export type BudgetView = z.infer<typeof budget>;

export const unit = z.strictObject({ code: unitCode, name: z.string() }).meta({ id: 'Unit' });

export const severity = z.enum(['info', 'yellow', 'red']);
export const milestoneStatus = z.enum(['met', 'watch', 'behind', 'severe', 'no-checkpoint']);
export const milestoneStatusOrPending = z.enum(['pending', ...milestoneStatus.options]);

/** Where a write landed: global event position and stream version. */
export const written = { position: counter, version: counter };

/** What was recorded and should be looked at all the same; `message` is bilingual and says what to do next. */
export const warning = z.strictObject({ code: z.string(), field: z.string(), message: z.string() }).meta({ id: 'Warning' });
export type WarningView = z.infer<typeof warning>;
export const warnings = z
  .array(warning)
  .meta({ description: '已写入，但请核对；没有则为空 / written, but to be looked at; empty when there is nothing to say' });

const hasControlCharacter = (text: string): boolean =>
  Array.from(text).some((character) => (character < ' ' && !'\t\n\r'.includes(character)) || character === '\u007f');
