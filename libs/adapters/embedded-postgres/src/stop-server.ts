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
  throw new Error(
    `数据库进程 ${pid} 停不下来；请查看它的日志后结束该进程 / The database server does not stop: see its log, then end that process.`,
  );
}

export function signalServer(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
