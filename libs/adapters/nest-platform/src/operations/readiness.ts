import type { Readiness as ReadinessView } from '@budget/contracts';

export type ReadinessState = { readonly status: 'ok' | 'degraded' | 'failed'; readonly detail?: string; readonly [more: string]: unknown };
export type ReadinessCheck = () => Promise<ReadinessState>;

const PATIENCE_MS = 2_000;

/** Whether requests can be served. Services add their checks; one that throws or takes over 2 s has failed. */
export class ReadinessChecks {
  private readonly checks = new Map<string, ReadinessCheck>();

  add(name: string, check: ReadinessCheck): void {
    this.checks.set(name, check);
  }

  async look(): Promise<ReadinessView> {
    const results = await Promise.all([...this.checks].map(async ([name, check]) => [name, await outcome(check)] as const));
    const states = results.map(([, state]) => state.status);
    const status = states.includes('failed') ? 'not-ready' : states.includes('degraded') ? 'degraded' : 'ready';
    return { status, checks: Object.fromEntries(results) };
  }
}

async function outcome(check: ReadinessCheck): Promise<ReadinessState> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<ReadinessState>((resolve) => {
    timer = setTimeout(() => resolve({ status: 'failed', detail: `no answer within ${PATIENCE_MS} ms` }), PATIENCE_MS);
  });
  try {
    return await Promise.race([check(), late]);
  } catch {
    return { status: 'failed', detail: 'the check itself failed; see the log' };
  } finally {
    clearTimeout(timer);
  }
}
