import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import type { DataFolder } from './data-folder';
import type { EngineAccount } from './engine-account';
import type { PostgresEngine } from './postgres-engine';

/** Durable by contract: fsync and synchronous_commit stay on. The rest suits a machine of 2 cores and 4 GB. */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  max_connections: '120',
  shared_buffers: '128MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  max_wal_size: '1GB',
  max_parallel_workers_per_gather: '0',
  random_page_cost: '1.1',
  jit: 'off',
  logging_collector: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
  password_encryption: 'scram-sha-256',
};

/** Nothing of ours leaks into the server: no proxy settings, no PG* variables, no secrets. */
export const SERVER_ENVIRONMENT = { PATH: process.env['PATH'] ?? '', TZ: 'UTC', LC_ALL: 'C' };

export type ServerPlace = { readonly engine: PostgresEngine; readonly folder: DataFolder; readonly account: EngineAccount };

/** The name by which the server knows its own data directory. */
export const clusterArgument = (folder: DataFolder, cluster: string): string => (folder.hidden ? '/proc/self/cwd' : cluster);

export const serverArguments = (folder: DataFolder, port: number, overrides: Readonly<Record<string, string>>): readonly string[] => [
  ...['-D', clusterArgument(folder, folder.cluster), '-p', String(port)],
  ...Object.entries({ ...SETTINGS, ...overrides }).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
];

export type Spawned = {
  readonly pid: number | undefined;
  hasEnded(): boolean;
  /** Why it ended, in the words of its log. */
  failure(): Promise<string>;
};

const LOG_LIMIT_BYTES = 5_000_000;

/**
 * Starts the server in a process group of its own: Ctrl-C in a terminal must first reach us, so that requests in flight
 * still find their database.
 */
export async function spawnServer(
  { engine, folder, account }: ServerPlace,
  port: number,
  overrides: Readonly<Record<string, string>>,
): Promise<Spawned> {
  const log = await open(folder.log, 'a', 0o600);
  const { size } = await log.stat();
  if (size > LOG_LIMIT_BYTES) await log.truncate();
  const from = size > LOG_LIMIT_BYTES ? 0 : size;

  const server = spawn(engine.postgres, serverArguments(folder, port, overrides), {
    cwd: folder.cluster,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: SERVER_ENVIRONMENT,
    ...account,
  });
  let spawnError: Error | undefined;
  server.once('error', (error) => (spawnError = error));
  server.unref();
  await log.close();

  return {
    pid: server.pid,
    hasEnded: () => server.pid === undefined || server.exitCode !== null || server.signalCode !== null,
    failure: async () => {
      const lines = (await readFile(folder.log)).subarray(from).toString('utf8').trim().split('\n');
      return lines.find((line) => line.includes('FATAL')) ?? spawnError?.message ?? lines.at(-1) ?? 'no reason given';
    },
  };
}
