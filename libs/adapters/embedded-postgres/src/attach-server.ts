import { setTimeout as pause } from 'node:timers/promises';
import { claim, type Ownership } from './claim';
import { freePort } from './free-port';
import { runningServer, type RunningServer } from './postmaster-file';
import { spawnServer, type ServerPlace, type Spawned } from './server-process';
import { stopServer } from './stop-server';

export type Attached = RunningServer & Ownership;

export type AttachOptions = {
  readonly port: number | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly log: (message: string) => void;
};

const START_LIMIT_MS = 60_000;

/** A server on this cluster that answers and that we own: the one that is alive there, else a new one. */
export async function attachServer(place: ServerPlace, options: AttachOptions): Promise<Attached> {
  const deadline = performance.now() + START_LIMIT_MS;
  let spawned: Spawned | null = null;

  while (performance.now() < deadline) {
    const running = await runningServer(place.folder.cluster);
    if (running?.ready) {
      const owned = await claim({ port: running.port, password: place.folder.password, database: 'postgres' }, place.folder.path);
      if (owned && options.port !== undefined && running.port !== options.port) {
        await owned.client.end();
        await stopServer(running.pid);
      } else if (owned) {
        const [verb, done] = spawned?.pid === running.pid ? ['已启动', 'started'] : ['已接管', 'taken over'];
        options.log(`数据库${verb}：127.0.0.1:${running.port}，进程 ${running.pid} / Database server ${done}.`);
        return { ...running, ...owned };
      }
    } else if (running === null && spawned === null) {
      spawned = await spawnServer(place, options.port ?? (await freePort()), options.settings);
    } else if (spawned?.hasEnded()) {
      const failure = await spawned.failure();
      if (!mayPass(failure, options.port))
        throw new Error(`数据库不能启动 / PostgreSQL does not start: ${failure}. 日志 / Its log: ${place.folder.log}`);
      spawned = null;
    }
    await pause(20);
  }
  throw new Error(
    `数据库在 ${START_LIMIT_MS / 1000} 秒内没有应答 / PostgreSQL did not answer in time. 日志 / Its log: ${place.folder.log}`,
  );
}

// Workers of a killed server still hold its memory; another start was a moment faster; a random port was taken meanwhile.
const mayPass = (failure: string, port: number | undefined): boolean =>
  /shared memory block|lock file ".*" already exists/.test(failure) || (port === undefined && /TCP\/IP sockets/.test(failure));
