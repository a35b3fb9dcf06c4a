import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { EventMetadata } from '@budget/ports';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../access/caller';
import { commandIdOf } from '../command/command-id';
import { expectedVersion } from './if-match';
import type { ParsedInput, UploadedFile } from './input';

const requestOf = (context: ExecutionContext): FastifyRequest => context.switchToHttp().getRequest<FastifyRequest>();

function present<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`This endpoint has no ${what}; look at its entry in the endpoints table`);
  return value;
}

/** `{ params, query, body }` as the endpoint's schemas read them; type it `InputOf<'endpointName'>`. */
export const Input = createParamDecorator((_: void, context): ParsedInput => present(requestOf(context).exchange.input, 'input'));

/** The uploaded file and the other fields; type it `UploadOf<'endpointName'>`. */
export const UploadedDocument = createParamDecorator((_: void, context): UploadedFile =>
  present(requestOf(context).exchange.document, 'upload'),
);

/** Who is asking; only on endpoints that need a session. */
export const CurrentCaller = createParamDecorator((_: void, context): Caller => present(requestOf(context).exchange.caller, 'caller'));

/** Metadata for the facts of this request. The same Idempotency-Key always yields the same command id. */
export const CommandMetadata = createParamDecorator((_: void, context): EventMetadata => {
  const request = requestOf(context);
  const { username } = present(request.exchange.caller, 'caller');
  const commandId = commandIdOf(username, request.method, request.url, request.exchange.idempotencyKey);
  return { commandId, correlationId: request.id, causationId: commandId, actor: username };
});

/** The stream version named by If-Match, if any: `"12"`, `W/"12"` or `12`. Refuses anything else with 400. */
export const IfMatchVersion = createParamDecorator((_: void, context): bigint | undefined => {
  const { exchange, headers } = requestOf(context);
  present(exchange.endpoint?.ifMatch, 'If-Match');
  return expectedVersion(headers['if-match']);
});
