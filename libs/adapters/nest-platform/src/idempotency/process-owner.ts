import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

const ofThisProcess = new Set<string>();

/** Names one holder of claims in this run of this process: host, process id and a random part. */
export function processOwner(): string {
  const owner = [hostname(), process.pid, randomUUID()].join('/');
  ofThisProcess.add(owner);
  return owner;
}

/** True when the owner was a process of this machine that no longer runs. Of another machine nothing is known: its lease decides. */
export function surelyGone(owner: string): boolean {
  const [host, pid] = owner.split('/');
  if (host !== hostname() || ofThisProcess.has(owner)) return false;
  return Number(pid) === process.pid || !isRunning(Number(pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
