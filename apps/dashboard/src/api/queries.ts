import { QueryClient } from '@tanstack/react-query';
import { session } from '../session/session';
import { ApiProblem } from './api-problem';
import { readingPosition } from './reading-position';

const TRIES = 3;

/** Reads stay fresh until the live stream or a write says otherwise; only an absent or lagging service is asked again. */
export function createQueries(): QueryClient {
  const queries = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: shouldRetry,
        retryDelay: (count) => Math.min(1_000 * 2 ** count, 8_000),
        refetchOnWindowFocus: true,
      },
      mutations: { retry: false },
    },
  });
  // What one user may see must not greet the next one.
  let reader = session.current()?.user.username;
  session.subscribe(() => {
    const now = session.current()?.user.username;
    if (now === reader) return;
    reader = now;
    if (now === undefined) queries.clear();
    else void queries.resetQueries();
  });
  return queries;
}

function shouldRetry(count: number, failure: unknown): boolean {
  if (!(failure instanceof ApiProblem)) return false;
  if (failure.code === 'projection-lagging' && count >= 1) readingPosition.forget();
  // Sent with the session before the present one.
  if (failure.status === 401) return session.current() !== null && count === 0;
  return (failure.status === 0 || failure.status === 503) && count < TRIES;
}
