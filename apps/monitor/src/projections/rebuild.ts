import { ProjectionRebuild, RebuildUnderWay, type RebuildOptions } from '@budget/adapters/read-store-postgres';
import { NotNow, type LivePlace } from '@budget/ports';
import { EXIT_USAGE, livePlaceOf, type Host } from '@budget/service-host';
import { CommandFailed, EXIT_FAILED } from '../command-failed';
import { openHostBesideServer } from '../command-host';
import type { Running } from '../running';
import { note, Progress, say } from '../terminal';
import { prepareLiveTables, PROJECTIONS, type ProjectionName } from './projections';
import { comparisonReport, rebuildReport } from './rebuild-report';

type Order = { readonly verify?: boolean; readonly json?: boolean };

/** Builds a projection again beside the live one; puts it in its place, or compares the two. */
export async function rebuild(name: ProjectionName, { verify = false, json = false }: Order, running: Running): Promise<void> {
  const host = await openHostBesideServer(running, 'projections');
  await prepareLiveTables(host);
  const projection = PROJECTIONS[name](host);
  const place = await livePlaceOf(host, projection.subscriber);
  if (place.restarts) await refuseUnlessAtRest(host, place, name, verify);
  running.check();

  const progress = new Progress(`正在重建 ${name} / Rebuilding ${name}`);
  const build = await begin({
    ...{ pool: host.pool, store: host.store, projection, place, signal: running.signal },
    onProgress: (handled, head) => progress.at(Number(handled), Number(head), `${handled} / ${head}`),
    onWait: waitsOnce(),
  });
  running.atEnd(() => build.close());

  if (verify) {
    const comparison = await ended(build.compare(), name, running);
    progress.done();
    say(comparisonReport(name, comparison, json));
    if (comparison.differing > 0) process.exitCode = EXIT_FAILED;
    return;
  }
  const position = await ended(build.swap(), name, running);
  say(rebuildReport({ projection: name, position, events: build.events, seconds: progress.done() }, json));
}

const begin = (options: RebuildOptions): Promise<ProjectionRebuild> =>
  ProjectionRebuild.begin(options).catch((error: unknown) => {
    if (!(error instanceof RebuildUnderWay)) throw error;
    const { projection } = error;
    throw new CommandFailed(
      `${projection}：另一个进程正在重建它，请等它结束 / another process is rebuilding it, wait for its end`,
      EXIT_USAGE,
    );
  });

const ended = <Answer>(work: Promise<Answer>, name: string, running: Running): Promise<Answer> =>
  work.catch((error: unknown) => {
    running.check();
    throw error instanceof NotNow ? stopFirst(name) : error;
  });

const stopFirst = (name: string): CommandFailed =>
  new CommandFailed(
    `${name}：它的进度已不适用（恢复了备份，或改回不用 Kafka），请先停止全部服务再重建 / its progress no longer holds (a restored backup, or Kafka no longer ` +
      `used): stop all services first, then rebuild`,
    EXIT_USAGE,
  );

/** Where the projection begins again, no service may run; and there is nothing that its tables should equal. */
async function refuseUnlessAtRest({ pool }: Host, place: LivePlace, name: string, verify: boolean): Promise<void> {
  if (verify) {
    throw new CommandFailed(
      `--verify：${name} 的进度已不适用，没有可比较的，请直接重建 / its progress no longer holds, there is nothing to compare: rebuild it`,
      EXIT_USAGE,
    );
  }
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await place.hold(client);
    await client.query('ROLLBACK');
  } catch (error) {
    throw error instanceof NotNow ? stopFirst(name) : error;
  } finally {
    client.release(true);
  }
}

function waitsOnce(): () => void {
  let told = false;
  return () => {
    if (!told) note('有长时间的读取（如备份）占着表，正在等它结束 / A long read, such as a backup, holds the tables: waiting for its end');
    told = true;
  };
}
