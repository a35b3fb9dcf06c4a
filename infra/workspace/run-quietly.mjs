import { spawn } from 'node:child_process';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const SIGNALS = { SIGINT: 130, SIGTERM: 143 };

/**
 * Runs a command in the workspace without its output; when it fails, ends the process with that output and the next step. A signal ends
 * the command first, and then this process, without success.
 */
export async function runQuietly(command, args, nextStep) {
  const child = spawn(command, args, {
    cwd: WORKSPACE_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  let stoppedBy;
  const stop = (signal) => {
    stoppedBy ??= signal;
    child.kill(signal);
  };
  for (const signal of Object.keys(SIGNALS)) process.on(signal, stop);
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const problem = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `exit ${code ?? signal}`));
  });
  for (const signal of Object.keys(SIGNALS)) process.off(signal, stop);
  if (stoppedBy !== undefined) {
    process.stderr.write('\n已按要求停止，下次运行时从头继续 / Stopped as asked; the next run begins this step again.\n');
    process.exit(SIGNALS[stoppedBy]);
  }
  if (problem === undefined) return;
  process.stderr.write(`\n${Buffer.concat(output).toString()}\n${command} ${args.join(' ')}: ${problem}。${nextStep}\n`);
  process.exit(1);
}
