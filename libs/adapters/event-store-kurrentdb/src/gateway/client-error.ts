import { StoreAway } from './store-away';

type GrpcError = { readonly code?: unknown; readonly message?: unknown; readonly metadata?: { getMap?: () => Record<string, unknown> } };

// gRPC: cancelled, unknown, deadline exceeded, aborted, internal (stream reset), unavailable.
const PASSING = new Set([1, 2, 4, 10, 13, 14]);
const SHUT = /(channel|client|connection).*(closed|shut)|write after end|premature close|failed to discover/i;

/** Why the server refused, by its own name: "stream-deleted", "access-denied", "not-leader" … */
export function exceptionOf(error: unknown): string | undefined {
  const map = (error as GrpcError | null)?.metadata?.getMap?.();
  const named = map?.['exception'];
  return typeof named === 'string' ? named : undefined;
}

/** gRPC: permission denied, unauthenticated. */
export const isRefusal = (error: unknown): boolean => [7, 16].includes((error as GrpcError | null)?.code as number);

/** An error of the client in the words of this adapter: StoreAway when asking again may help, otherwise as it came. */
export function clientError(what: string, error: unknown): Error {
  if (error instanceof StoreAway) return error;
  if (isRefusal(error) || exceptionOf(error) === 'access-denied') {
    return new Error(`The event store refuses ${what} to this user. Look at the user and the password in EVENT_STORE_URL.`, {
      cause: error,
    });
  }
  const { code, message } = (error ?? {}) as GrpcError;
  const named = exceptionOf(error);
  if (named === 'not-leader') return new StoreAway(what, error);
  if (named === undefined && typeof code === 'number' && PASSING.has(code)) return new StoreAway(what, error);
  if (typeof message === 'string' && SHUT.test(message)) return new StoreAway(what, error);
  return error instanceof Error ? error : new Error(String(error));
}
