// The commands of the README as a user types them, in a fresh clone: the first one installs and builds.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 600_000;
const { DATABASE_URL: _, ...inherited } = process.env;

function type(command, env = {}) {
  const [program, ...args] = command.split(' ');
  const child = spawn(program, args, { env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
      process.stdout.write(chunk);
    });
  }
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)));
  return { child, ended, output: () => output };
}

/** Asks until the answer satisfies; gives up when the command has ended. */
async function until(what, { ended, output }, ask) {
  const begun = Date.now();
  let over = false;
  void ended.then(() => (over = true));
  while (!over && Date.now() - begun < PATIENCE_MS) {
    const answer = await ask().catch(() => undefined);
    if (answer) return answer;
    await pause(200);
  }
  throw new Error(`${what} did not come true. The command printed:\n${output()}`);
}

async function stop({ child, ended, output }) {
  process.kill(-child.pid, 'SIGTERM');
  const status = await Promise.race([ended, pause(30_000, 'still running after 30 s')]);
  if (status !== 0 && status !== 'SIGTERM' && status !== 143) throw new Error(`It ended with ${status}. It printed:\n${output()}`);
}

const freePort = () =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });

const ready = async (url) => (await fetch(`${url}/health/ready`)).status === 200;
const isDashboard = async (url) => (await (await fetch(url)).text()).includes('<div id="root"');

async function start(dataDir) {
  const begun = Date.now();
  const running = type('npm start -- --sample', { DATA_DIR: dataDir, PORT: '0' });
  const url = await until('the URL', running, async () => /running: (http:\/\/\S+)/.exec(running.output())?.[1]);
  await until('/health/ready', running, () => ready(url));
  await until('the dashboard', running, () => isDashboard(url));
  if (!/Sample loaded/.test(running.output())) throw new Error('The sample was not loaded');
  console.info(`npm start -- --sample: ready after ${Math.round((Date.now() - begun) / 1000)} s`);
  await stop(running);
}

async function dev(dataDir) {
  const port = await freePort();
  const running = type('npm run dev', { DATA_DIR: dataDir, PORT: String(port), CI: '' });
  const url = await until(
    'the page to open',
    running,
    async () => /Open:\s+(http:\/\/[^\s/]+)/.exec(running.output().replace(/\u001b\[[0-9;]*m/g, ''))?.[1],
  );
  await until('/health/ready through Vite', running, () => ready(url));
  await until('the dashboard through Vite', running, () => isDashboard(url));
  await stop(running);
}

async function ends(command, expected, pattern, env = {}) {
  const { ended, output } = type(command, env);
  const status = await ended;
  if (status !== expected || !pattern.test(output())) throw new Error(`${command} ended with ${status} instead of ${expected}`);
}

const dataDir = await mkdtemp(join(tmpdir(), 'budget-monitor-readme-'));
try {
  await start(dataDir);
  await dev(dataDir);
  await ends('npx budget-monitor --help', 0, /import[\s\S]*check[\s\S]*simulate[\s\S]*backup[\s\S]*restore/);
  const backup = join(dataDir, 'backup.jsonl.gz');
  await ends(`npx budget-monitor backup --to ${backup}`, 0, /Backed up: \d+ events/, { DATA_DIR: dataDir });
  await ends(`npx budget-monitor restore --from ${backup}`, 0, /Restored: /, { DATA_DIR: join(dataDir, 'restored') });
  for (const service of ['command', 'projection', 'alerting']) await ends(`npm run start:${service}`, 2, /DATABASE_URL/);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
