import { setTimeout as pause } from 'node:timers/promises';
import { isPassingTrouble } from '@budget/ports';

const FIRST_PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 1_000;

/** Repeats work until it is answered; after `limitMs` of trouble the last error is thrown. */
export async function patiently<Value>(limitMs: number, work: () => Promise<Value>): Promise<Value> {
  const deadline = performance.now() + limitMs;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (error) {
      if (!isPassingTrouble(error) || performance.now() + wait > deadline) throw error;
      await pause(wait * (0.5 + Math.random() / 2));
    }
  }
}
