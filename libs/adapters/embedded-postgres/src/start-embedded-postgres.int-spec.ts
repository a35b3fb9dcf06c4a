import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { bundleProcess, removeBundle } from '@budget/testing';
import { jest } from '@jest/globals';
import pg from 'pg';
import { DataFolderInUse } from './data-folder-in-use';
import { isAlive, runningServer } from './postmaster-file';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './start-embedded-postgres';
import { stopServer } from './stop-server';

// A start takes two seconds on an idle machine; the suite also runs on busy ones.
jest.setTimeout(120_000);

type Held = { readonly child: ChildProcess; readonly pid: number; readonly connectionString: string };

describe('the embedded PostgreSQL', () => {
  let home: string;
  let dataDir: string;
  let holding: string;
  let starts: Promise<EmbeddedPostgres>[];
  let children: ChildProcess[];
  let logged: string[];

  const start = (log: (message: string) => void = () => undefined): Promise<EmbeddedPostgres> => {
    const server = startEmbeddedPostgres({
      dataDir,
      log: (message) => {
        logged.push(message);
        log(message);
      },
    });
    starts.push(server);
    return server;
  };
  const ask = async (connectionString: string, sql: string): Promise<Record<string, unknown>[]> => {
    const client = new pg.Client(connectionString);
    try {
      await client.connect();
      const { rows } = await client.query<Record<string, unknown>>(sql);
      return rows;
    } finally {
      await client.end();
    }
  };
  const hold = async (): Promise<Held> => {
    const child = spawn(process.execPath, [holding, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      return { child, ...(JSON.parse(line) as Omit<Held, 'child'>) };
    }
    throw new Error('The holding process ended.');
  };
  const killHard = async (child: ChildProcess): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  beforeAll(async () => {
    holding = await bundleProcess(new URL('testing/holding-process.ts', import.meta.url));
    home = await mkdtemp(join(tmpdir(), 'budget-monitor-embedded-'));
  });
  afterAll(async () => {
    await removeBundle(holding);
    await rm(home, { recursive: true });
  });
  // One cluster serves all tests but the last two: making it is the slow part.
  beforeEach(() => {
    dataDir = join(home, 'shared');
    starts = [];
    children = [];
    logged = [];
  });
  // Whatever a test started ends with it, also when it failed half-way or ran out of time.
  afterEach(async () => {
    await Promise.all(children.map(killHard));
    for (const started of await Promise.allSettled(starts)) {
      if (started.status === 'fulfilled') await started.value.stop();
    }
    const left = await runningServer(join(dataDir, 'cluster'));
    if (left && isAlive(left.pid)) await stopServer(left.pid);
  });

  it('is durable, in UTF-8, sorts by code point and keeps its password to itself', async () => {
    const { connectionString } = await start();
    const settings = ['fsync', 'synchronous_commit', 'full_page_writes', 'server_encoding', 'listen_addresses', 'unix_socket_directories'];
    expect(await ask(connectionString, `SELECT ${settings.map((name) => `current_setting('${name}') AS ${name}`).join(', ')}`)).toEqual([
      {
        fsync: 'on',
        synchronous_commit: 'on',
        full_page_writes: 'on',
        server_encoding: 'UTF8',
        listen_addresses: '127.0.0.1',
        unix_socket_directories: '',
      },
    ]);
    expect(await ask(connectionString, 'SELECT datcollate FROM pg_database WHERE datname = current_database()')).toEqual([
      { datcollate: 'C' },
    ]);
    expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
    await expect(ask(connectionString.replace(/:[^:@]+@/, ':wrong@'), 'SELECT 1')).rejects.toThrow('password authentication failed');
  });

  it('is not reachable from another machine', async () => {
    const { port } = await start();
    const outside = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address, family, internal } of outside) {
      if (internal || family !== 'IPv4') continue;
      const [error] = (await once(connect({ host: address, port }), 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  it('keeps its data over a clean stop and start', async () => {
    const first = await start();
    await ask(first.connectionString, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start();
    expect(await ask(second.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('takes over the server that a killed process left running', async () => {
    const { child, pid, connectionString } = await hold();
    await ask(connectionString, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer');
    await killHard(child);
    expect(isAlive(pid)).toBe(true);

    const server = await start();
    expect(server.pid).toBe(pid);
    expect(logged.at(-1)).toMatch(/^数据库已接管：127\.0\.0\.1:\d+，进程 \d+ \/ Database server taken over\.$/);
    expect(await ask(server.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    await server.stop();
    expect(isAlive(pid)).toBe(false);
  });

  it('starts after both the process and its server were killed', async () => {
    const { child, pid, connectionString } = await hold();
    await ask(connectionString, 'DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 42 AS answer');
    await killHard(child);
    process.kill(pid, 'SIGKILL');
    const server = await start();
    expect(server.pid).not.toBe(pid);
    expect(await ask(server.connectionString, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  });

  it('starts although a lock file names a process that is something else today', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n${dataDir}\n1\n5432\n\n127.0.0.1\n1 1\nready   \n`);
    const second = await start();
    expect(await ask(second.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('comes back on the same port when the server is killed', async () => {
    let cameBack = (): void => undefined;
    const back = new Promise<void>((resolve) => (cameBack = resolve));
    const server = await start((message) => {
      if (logged.length > 1 && message.startsWith('数据库已启动')) cameBack();
    });
    const pool = new pg.Pool({ connectionString: server.connectionString });
    pool.on('error', () => undefined);
    try {
      process.kill(server.pid, 'SIGKILL');
      await back;
      expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    } finally {
      await pool.end();
    }
  });

  it('leaves nothing running when it is stopped while it comes back', async () => {
    let noticed = (): void => undefined;
    const down = new Promise<void>((resolve) => (noticed = resolve));
    const server = await start((message) => {
      if (message.startsWith('数据库意外停止')) noticed();
    });
    process.kill(server.pid, 'SIGKILL');
    await down;
    await server.stop();
    expect(await runningServer(join(dataDir, 'cluster'))).toBeNull();
  });

  it('refuses a folder that another live process uses, and leaves that one alone', async () => {
    const { child, connectionString } = await hold();
    await expect(start()).rejects.toThrow(DataFolderInUse);
    await expect(start()).rejects.toThrow('in use by another running process: stop that one, or choose another DATA_DIR');
    expect(await ask(connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await killHard(child);
    await start();
  });

  it('works below a folder that is closed to everybody else', async () => {
    await chmod(home, 0o700);
    dataDir = join(home, 'inner', 'postgres');
    const server = await start();
    expect(await ask(server.connectionString, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says where to look when it cannot start', async () => {
    const first = await start();
    await first.stop();
    await writeFile(join(dataDir, 'cluster', 'postgresql.conf'), 'no such setting = 1\n');
    await expect(start()).rejects.toThrow(/^数据库不能启动 \/ PostgreSQL does not start: .*FATAL.*configuration file.*server\.log$/s);
    expect(await readFile(join(dataDir, 'server.log'), 'utf8')).toContain('syntax error');
  });
});
