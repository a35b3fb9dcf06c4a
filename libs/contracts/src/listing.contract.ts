import { z } from 'zod';
import { counter, fiscalYear, instant, localDate, unitCode } from './primitives.contract';

/** Query parameters that every read of yearly data understands. */
export const readQuery = {
  fiscalYear: fiscalYear.optional(),
  asOf: localDate.optional().meta({ description: '截至（支付日期），默认今天 / paid-on date, default today' }),
  knownAt: instant.optional().meta({ description: '已知时点（登记时间），默认现在 / recorded-at instant, default now' }),
  minPosition: counter.optional().meta({ description: '等待读模型到达该事件位置，至多 5 秒 / wait up to 5 s for the read model' }),
};

/** For writes of yearly data, and for the live stream. */
export const yearQuery = z.strictObject({ fiscalYear: readQuery.fiscalYear });

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(500, { error: '至多 500 / at most 500' }).default(50),
  cursor: z.string().max(500).optional(),
};

export const unitFilter = { unitCode: unitCode.optional() };

export const page = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });
