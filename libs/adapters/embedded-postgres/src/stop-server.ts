import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from './postmaster-file';

// SIGINT is PostgreSQL's fast shutdown: it ends connections and writes everything out. SIGQUIT is the last resort.
const STEPS = [
  ['SIGINT', 30_000],
  ['SIGQUIT', 5_000],
] as const;

/** Stops a server and waits until its process is gone. */
export async function stopServer(pid: number): Promise<void> {
  for (const [name, limit] of STEPS) {
    signalServer(pid, name);
    const deadline = performance.now() + limit;
    while (isAlive(pid) && performance.now() < deadline) await pause(20);
    if (!isAlive(pid)) return;
  }
  throw new Error(`The database server (process ${pid}) does not stop.`);
}

export function signalServer(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
