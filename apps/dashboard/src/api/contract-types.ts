import type { endpoints } from '@budget/contracts';
import type { z } from 'zod';

type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

type Filled<Schema> = Schema extends z.ZodType ? Partial<z.output<Schema>> : undefined;

/** What a call of this endpoint gives back on success. */
export type Answer<Name extends EndpointName> = z.output<Extract<Endpoints[Name]['answers'][keyof Endpoints[Name]['answers']], z.ZodType>>;

/** Query of this endpoint; the wait for a position is added by the client. */
export type Query<Name extends EndpointName> = Endpoints[Name] extends { readonly query: infer Schema }
  ? Omit<NonNullable<Filled<Schema>>, 'minPosition'>
  : Record<string, never>;

export type Params<Name extends EndpointName> = Endpoints[Name] extends { readonly params: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : Record<string, never>;

export type Body<Name extends EndpointName> = Endpoints[Name] extends { readonly body: infer Schema extends z.ZodType }
  ? z.input<Schema>
  : undefined;

export type AddressOf<Name extends EndpointName> = Pick<Endpoints[Name], 'method' | 'path'>;
