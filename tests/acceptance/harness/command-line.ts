import { spawn } from 'node:child_process';
import { builtMonitor, WORKSPACE } from './built-monitor';
import { cleanEnvironment } from './running-program';

export type CommandOutcome = { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** Runs one command of the built command line to its end. */
export function commandLine(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandOutcome> {
  const child = spawn(process.execPath, [builtMonitor(), ...args], {
    cwd: WORKSPACE,
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr]: Buffer[][] = [[], []];
  child.stdout.on('data', (chunk: Buffer) => stdout?.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr?.push(chunk));
  const text = (chunks: readonly Buffer[] = []): string => Buffer.concat([...chunks]).toString('utf8');
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout: text(stdout), stderr: text(stderr) })));
}
