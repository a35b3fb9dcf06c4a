import { endpoints, type Endpoint, type EndpointName } from '@budget/contracts';
import type { Caller } from '../access/caller';
import type { Span } from '@budget/ports';
import type { StoredAnswer } from '../idempotency/idempotency-table';
import type { ParsedInput, UploadedFile } from './input';

/** What the platform knows about one request; filled step by step by the hooks, read by the parameter decorators. */
export class Exchange {
  readonly endpoint: Endpoint | undefined;
  caller: Caller | undefined;
  input: ParsedInput | undefined;
  document: UploadedFile | undefined;
  /** The JSON body as it came, for the fingerprint of an idempotency key. */
  rawBody: Buffer | undefined;
  idempotencyKey: string | undefined;
  /** Called with the answer that is about to leave, null when it cannot be kept; set while an idempotency key is claimed. */
  settle: ((answer: StoredAnswer | null) => Promise<void>) | undefined;

  /** Of this request, while it is traced. */
  span: Span | undefined;

  constructor(readonly name: EndpointName | undefined) {
    this.endpoint = name === undefined ? undefined : endpoints[name];
  }
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange;
  }
  interface FastifyContextConfig {
    /** The entry of the endpoints table that this route serves. */
    endpoint?: EndpointName;
    /** A page or file of the platform itself: open to anyone, no API. */
    page?: true;
  }
}
