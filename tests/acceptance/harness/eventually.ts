import { setTimeout as pause } from 'node:timers/promises';

const LIMIT_MS = 30_000;
const LOOK_AGAIN_MS = 40;

/** Looks again until `look` no longer throws, for what happens after the answer: projections, judgements, alerts. Throws its last error. */
export async function eventually<Value>(look: () => Promise<Value>, limitMs = LIMIT_MS): Promise<Value> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await pause(LOOK_AGAIN_MS);
    }
  }
}
