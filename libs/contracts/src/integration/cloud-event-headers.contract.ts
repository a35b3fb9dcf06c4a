import { isInstant } from '@budget/kernel';
import { z } from 'zod';

const text = z.string().min(1);
const wholeNumber = z.string().regex(/^(0|[1-9]\d{0,18})$/);

/** CloudEvents 1.0, binary mode over Kafka: each attribute is a header, the value of the message is the data alone. */
export const cloudEventHeaders = z
  .object({
    ce_specversion: z.literal('1.0'),
    ce_id: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
      .meta({ description: '事件号 / id of the event, a UUID' }),
    ce_type: text.meta({ description: '事件类型 / type of the event', example: 'DisbursementRecorded' }),
    ce_source: text.meta({ example: '/budget-monitor' }),
    ce_subject: text.meta({
      description: '事件流 / stream, contains the project code',
      example: 'projectBudget-13043425P00000110076T-2025',
    }),
    ce_time: z.string().refine(isInstant).meta({ description: '登记时刻 / recorded at', format: 'date-time' }),
    ce_sequence: wholeNumber.meta({ description: '流内版本，从 0 连续 / version in its stream: 0, 1, 2 … without gaps' }),
    ce_correlationid: text,
    ce_causationid: text,
    ce_schemaversion: z
      .string()
      .regex(/^[1-9]\d{0,4}$/)
      .meta({ description: '数据结构版本 / schema version of the data' }),
    ce_position: wholeNumber.meta({ description: '全局位置 / place in the whole store' }),
    ce_digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .meta({ description: 'SHA-256 over the canonical JSON (RFC 8785) of the fact' }),
    ce_actor: text.meta({ description: '操作人 / who did it' }),
    ce_commandid: text,
    'content-type': z.literal('application/json'),
    traceparent: z.string().optional().meta({ description: 'W3C trace context, when known' }),
  })
  .meta({ title: 'CloudEventHeaders' });
export type CloudEventHeaders = z.infer<typeof cloudEventHeaders>;
