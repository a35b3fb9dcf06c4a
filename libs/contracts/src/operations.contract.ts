import { z } from 'zod';

export const liveness = z.strictObject({ status: z.literal('live') });
export const readiness = z
  .strictObject({
    status: z.enum(['ready', 'degraded', 'not-ready']),
    checks: z.record(
      z.string(),
      z.object({ status: z.enum(['ok', 'degraded', 'failed']), detail: z.string().optional() }).catchall(z.unknown()),
    ),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.infer<typeof readiness>;
