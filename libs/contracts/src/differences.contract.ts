import { z } from 'zod';
import { readQuery, unitFilter } from './listing.contract';
import { amount, counter, instant, localDate, projectCode } from './primitives.contract';

export const differencesQuery = z
  .strictObject({
    fiscalYear: readQuery.fiscalYear,
    minPosition: readQuery.minPosition,
    asOf: readQuery.asOf,
    from: instant.meta({ description: '此时刻之前已登记的不计（含此时刻） / what was recorded by then is left out, that instant too' }),
    to: instant.meta({ description: '登记截止时刻（含） / recorded by then, that instant too' }),
    ...unitFilter,
    projectCode: projectCode.optional(),
  })
  .refine(({ from, to }) => Date.parse(from) <= Date.parse(to), {
    path: ['to'],
    error: 'to 不得早于 from / to must not lie before from',
  });
export type DifferencesQuery = z.infer<typeof differencesQuery>;

export const difference = z
  .strictObject({
    position: counter,
    type: z.enum(['DisbursementRecorded', 'DisbursementRefunded', 'DisbursementReversed', 'RefundReversed']),
    projectCode,
    projectName: z.string(),
    voucherNo: z.string(),
    effectiveOn: localDate.meta({ description: '计入的日期 / the day on which it counts' }),
    recordedAt: z.string(),
    late: z.boolean(),
    amount: amount.meta({ description: '对净支出的增减（元） / what it adds to the net, negative when it takes away' }),
  })
  .meta({ id: 'Difference' });
export type DifferenceView = z.infer<typeof difference>;

/** Why a figure read at one moment of knowledge differs from the same figure read at another: event by event, to the 分. */
export const differences = z
  .strictObject({
    measure: z.literal('net'),
    asOf: localDate,
    before: amount.meta({ description: 'from 时已知的净支出 / the net known at from' }),
    after: amount.meta({ description: 'to 时已知的净支出 / the net known at to' }),
    difference: amount.meta({ description: 'after − before，等于各项之和 / the items add up to it' }),
    items: z.array(difference),
  })
  .meta({ id: 'Differences' });
export type DifferencesView = z.infer<typeof differences>;
