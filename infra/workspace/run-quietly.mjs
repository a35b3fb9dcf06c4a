import { spawn } from 'node:child_process';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

/** Runs a command in the workspace without its output; when it fails, ends the process with that output and the next step. */
export async function runQuietly(command, args, nextStep) {
  const child = spawn(command, args, {
    cwd: WORKSPACE_ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && command === 'npm',
  });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const problem = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `exit ${code ?? signal}`));
  });
  if (problem === undefined) return;
  process.stderr.write(`\n${Buffer.concat(output).toString()}\n${command} ${args.join(' ')}: ${problem}. ${nextStep}\n`);
  process.exit(1);
}
