import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names this run of this process: host, process id and a random part. */
export const processOwner = (): string => [hostname(), process.pid, randomUUID()].join('/');

/** True when the owner was a process of this machine that no longer runs. Of another machine nothing is known: its lease decides. */
export function surelyGone(owner: string, self: string): boolean {
  const [host, pid] = owner.split('/');
  if (owner === self || host !== hostname()) return false;
  if (Number(pid) === process.pid) return true;
  return !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH');
  }
}
