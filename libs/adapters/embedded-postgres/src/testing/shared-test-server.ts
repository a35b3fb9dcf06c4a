import { spawn } from 'node:child_process';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createCluster } from '../create-cluster';
import { openDataFolder } from '../data-folder';
import { engineAccount, reachableEngine } from '../engine-account';
import { freePort } from '../free-port';
import { locateEngine } from '../postgres-engine';
import { runningServer } from '../postmaster-file';
import { SERVER_ENVIRONMENT, serverArguments, type ServerPlace } from '../server-process';
import { SUPERVISOR } from './supervisor';

export type TestServer = { readonly port: number; readonly password: string };

const START_LIMIT_MS = 60_000;

// Throw-away data: nothing is lost when the machine stops, and a database per test file is made in a tenth of a second.
const FAST = { fsync: 'off', full_page_writes: 'off', autovacuum: 'off', max_connections: '300' };

/** The server that all workers of this test run share. Whoever comes first starts it; it ends by itself after the run. */
export async function sharedTestServer(): Promise<TestServer> {
  const run = process.env['JEST_WORKER_ID'] !== undefined && process.send !== undefined ? process.ppid : process.pid;
  const home = join(tmpdir(), `budget-monitor-test-${run}-${await birthOf(run)}`);
  const first = await mkdir(home).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
      return false;
    },
  );
  if (first) await startServer(home, run);
  return awaitServer(home);
}

async function startServer(home: string, run: number): Promise<void> {
  const account = await engineAccount();
  const engine = await reachableEngine(await locateEngine(), account);
  const place: ServerPlace = { account, engine, folder: await openDataFolder(join(home, 'postgres'), account) };
  await createCluster(place, ['--no-sync']);

  const port = await freePort();
  const task = {
    run,
    home,
    program: engine.postgres,
    programArguments: serverArguments(place.folder, port, FAST),
    options: { cwd: place.folder.cluster, env: SERVER_ENVIRONMENT, stdio: 'ignore', ...account },
  };
  spawn(process.execPath, ['-e', SUPERVISOR, JSON.stringify(task)], { detached: true, stdio: 'ignore' }).unref();

  while (!(await runningServer(place.folder.cluster))?.ready) await pause(20);
  await writeFile(join(home, 'draft.json'), JSON.stringify({ port, password: place.folder.password }), { mode: 0o600 });
  await rename(join(home, 'draft.json'), join(home, 'server.json'));
}

async function awaitServer(home: string): Promise<TestServer> {
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline) {
    const text = await readFile(join(home, 'server.json'), 'utf8').catch(() => null);
    if (text !== null) return JSON.parse(text) as TestServer;
    await pause(50);
  }
  throw new Error(`The test database server did not start within ${START_LIMIT_MS / 1000} s; see ${home}`);
}

// A process number may come again; together with the moment of its start it does not.
async function birthOf(pid: number): Promise<string> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '0';
}
