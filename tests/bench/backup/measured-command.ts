import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

export type MeasuredCommand = { readonly stdout: string; readonly peakMiB: number };

const PROGRAM = resolve('dist/apps/monitor/main.js');
const LOOK_MS = 50;

/** Runs the built command line and watches the most memory it held (Linux). `until`: ends it in order once it has said so. */
export async function measuredCommand(args: readonly string[], databaseUrl: string, until?: RegExp): Promise<MeasuredCommand> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { PATH, HOME, DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  let peakMiB = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    stdout += chunk.toString('utf8');
    if (until?.test(stdout)) child.kill('SIGTERM');
  });
  const look = setInterval(() => {
    void readFile(`/proc/${child.pid}/status`, 'utf8').then(
      (status) => (peakMiB = Math.max(peakMiB, Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024)),
      () => undefined,
    );
  }, LOOK_MS);
  const code = await new Promise<number | null>((done) => child.once('close', done));
  clearInterval(look);
  if (code !== 0 && !until?.test(stdout)) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { stdout, peakMiB };
}
