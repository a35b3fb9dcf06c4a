import { ApiProblem } from './api-problem';
import { addresses, READS_WITHOUT_POSITION, urlOf, type Callable, type Readable, type Writable } from './addresses';
import type { Answer, Body, Params, Query } from './contract-types';
import { readingPosition } from './reading-position';
import { session } from '../session/session';

type Request<Name extends Callable> = {
  readonly params: Params<Name>;
  readonly query: Query<Name>;
  readonly body?: Body<Name>;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

type Given = Readonly<Record<string, unknown>>;

export type Written<Name extends Callable> = { readonly status: number; readonly answer: Answer<Name> };

/** Reads through the contract; waits for what this tab has written before. Throws ApiProblem. */
export async function read<Name extends Readable>(name: Name, request: Request<Name>): Promise<Answer<Name>> {
  const minPosition = READS_WITHOUT_POSITION.has(name) ? undefined : readingPosition.minPosition();
  const { text } = await exchange(name, urlOf(name, request.params as Given, { ...(request.query as Given), minPosition }), request);
  return JSON.parse(text) as Answer<Name>;
}

/** Writes through the contract and remembers the position of the answer. Throws ApiProblem. */
export async function write<Name extends Writable>(name: Name, request: Request<Name>): Promise<Written<Name>> {
  const { status, text } = await exchange(name, urlOf(name, request.params as Given, request.query as Given), request);
  const answer: unknown = JSON.parse(text);
  readingPosition.reached(positionIn(answer));
  return { status, answer: answer as Answer<Name> };
}

export function authorised(headers: Record<string, string> = {}): Record<string, string> {
  const token = session.current()?.accessToken;
  return token === undefined ? headers : { ...headers, Authorization: `Bearer ${token}` };
}

/**
 * A refused session ends here and nowhere else: every page then asks to sign in again. A request that was still on its way with the
 * session before (`sent`) says nothing of the present one.
 */
export function refusedBy(name: Callable, problem: ApiProblem, sent: Readonly<Record<string, string>>): ApiProblem {
  if (problem.status === 401 && name !== 'login' && sent['Authorization'] === authorised()['Authorization']) session.end('expired');
  return problem;
}

const positionIn = (answer: unknown): string | null =>
  typeof answer === 'object' && answer !== null && 'position' in answer && typeof answer.position === 'string' ? answer.position : null;

async function exchange<Name extends Callable>(
  name: Name,
  url: string,
  { body, idempotencyKey, signal }: Pick<Request<Name>, 'body' | 'idempotencyKey' | 'signal'>,
): Promise<{ status: number; text: string }> {
  const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (idempotencyKey !== undefined) headers['Idempotency-Key'] = idempotencyKey;
  const sent = name === 'login' ? headers : authorised(headers);
  const answer = await fetch(url, {
    method: addresses[name].method,
    headers: sent,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((failure: unknown) => {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure;
    throw ApiProblem.unreachable();
  });
  const text = await answer.text();
  if (!answer.ok) throw refusedBy(name, ApiProblem.of(answer.status, text), sent);
  return { status: answer.status, text };
}
