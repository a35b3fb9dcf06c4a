import { execFile } from 'node:child_process';
import { readFile, readlink, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A PostgreSQL server that is alive on this data directory, as its lock file names it. `ready`: it takes connections. */
export type RunningServer = { readonly pid: number; readonly port: number; readonly ready: boolean };

const run = promisify(execFile);

/** The server alive on this cluster, or null. A lock file left by a server that was killed is removed. */
export async function runningServer(cluster: string): Promise<RunningServer | null> {
  const file = join(cluster, 'postmaster.pid');
  const lines = await readFile(file, 'utf8').then(
    (text) => text.split('\n'),
    () => null,
  );
  if (!lines) return null;
  const pid = parseInt(lines[0] ?? '', 10);
  const port = parseInt(lines[3] ?? '', 10);
  if (pid > 0 && isAlive(pid) && (await isServerOf(pid, cluster))) return { pid, port, ready: lines[7]?.trim() === 'ready' };
  await rm(file, { force: true });
  return null;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

// A process number is used again after a restart of the machine, in containers almost at once.
async function isServerOf(pid: number, cluster: string): Promise<boolean> {
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => null);
  if (folder !== null) return folder === cluster;
  if (process.platform === 'linux') return false;
  const command = await run('ps', ['-p', String(pid), '-o', 'command=']).catch(() => null);
  return command === null || command.stdout.includes('postgres');
}
