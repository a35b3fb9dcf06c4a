import type { endpoints, EndpointName } from '@budget/contracts';
import type { z } from 'zod';

type Part<Name extends EndpointName, Key extends string> = (typeof endpoints)[Name] extends {
  readonly [K in Key]: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : Record<never, never>;

/** Parameters, query and body of an endpoint as its schemas read them. */
export type InputOf<Name extends EndpointName> = {
  readonly params: Part<Name, 'params'>;
  readonly query: Part<Name, 'query'>;
  readonly body: Part<Name, 'body'>;
};

/** The one file of a multipart request. `fileName` is the base name only; nothing of the sender's folders. */
export type UploadOf<Name extends EndpointName> = {
  readonly fileName: string;
  readonly bytes: Buffer;
  readonly fields: Part<Name, 'multipart'>;
};

export type ParsedInput = { readonly params: unknown; readonly query: unknown; readonly body: unknown };
export type UploadedFile = { readonly fileName: string; readonly bytes: Buffer; readonly fields: unknown };
