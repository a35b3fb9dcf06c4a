import type { Logger } from '@budget/adapters/nest-platform';
import type { Tracer } from '@budget/ports';
import type { Registry } from 'prom-client';
import type { HandledSpans } from './handled-spans';

/** What looks on while a service works. */
export type Observation = {
  readonly logger: Logger;
  readonly metrics: Registry;
  /** Null: nothing is traced. */
  readonly tracing: { readonly tracer: Tracer; readonly handled: HandledSpans } | null;
};
