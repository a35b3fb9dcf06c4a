import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { attachServer } from './attach-server';
import { connectionStringOf } from './claim';
import { createCluster } from './create-cluster';
import { isCluster, openDataFolder } from './data-folder';
import { engineAccount, reachableEngine } from './engine-account';
import { locateEngine } from './postgres-engine';
import type { ServerPlace } from './server-process';
import { signalServer, stopServer } from './stop-server';

export type EmbeddedPostgresOptions = {
  /** Holds the cluster, its password and the server's log; made on the first start. */
  readonly dataDir: string;
  /** Default: a free port, another one at each start. */
  readonly port?: number;
  /** Database to open, made on the first start. Default "budget". */
  readonly database?: string;
  /** Server settings over the defaults; for throw-away servers of tests. */
  readonly settings?: Readonly<Record<string, string>>;
  readonly log: (message: string) => void;
};

export type EmbeddedPostgres = {
  readonly connectionString: string;
  readonly port: number;
  /** Process number of the server running now; another one after a crash of the server. */
  readonly pid: number;
  /** Shuts the server down cleanly; open connections are ended. Safe to call twice. */
  stop(): Promise<void>;
};

const REVIVE_PAUSE_MS = 5_000;

/**
 * A real PostgreSQL for this process alone, on 127.0.0.1. A server left over by a killed process is taken over, a server
 * that dies is started again on the same port. Throws DataFolderInUse when another live process uses the folder.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, database = 'budget', settings = {}, log } = options;
  const account = await engineAccount();
  const place: ServerPlace = {
    account,
    engine: await reachableEngine(await locateEngine(), account),
    folder: await openDataFolder(dataDir, account),
  };
  if (!(await isCluster(place.folder.cluster))) {
    log(`正在建立数据库 / Making the database: ${place.folder.path}`);
    if (account)
      log(`以 root 运行：数据库改由系统账号 postgres 运行，上述文件夹归它所有 / Running as root: the database runs as user postgres.`);
    await createCluster(place);
  }

  let attached = await attachServer(place, { port: options.port, settings, log });
  const { port } = attached;
  const stopping = new AbortController();

  const reviveForEver = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await attached.ended;
      for (let up = false; !up && !stopping.signal.aborted;) {
        log('数据库意外停止，正在重新启动 / The database server stopped unexpectedly; starting it again.');
        const revived = await attachServer(place, { port, settings, log }).catch((error: unknown) => log(String(error)));
        up = revived !== undefined;
        if (revived) attached = revived;
        else await pause(REVIVE_PAUSE_MS, undefined, { ref: false, signal: stopping.signal }).catch(() => undefined);
      }
    }
  };
  const endWithProcess = (): void => signalServer(attached.pid, 'SIGINT');
  process.once('exit', endWithProcess);
  await ensureDatabase(attached.client, database);
  const reviving = reviveForEver();
  let stopped: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    process.removeListener('exit', endWithProcess);
    stopping.abort();
    await stopServer(attached.pid);
    // A server that was just coming back is stopped as well.
    await reviving;
    await stopServer(attached.pid);
  };

  return {
    connectionString: connectionStringOf({ port, password: place.folder.password, database }),
    port,
    get pid() {
      return attached.pid;
    },
    stop: () => (stopped ??= stop()),
  };
}

async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
}
