import 'reflect-metadata';
import { BadEventStoreUrl } from '@budget/adapters/event-store-kurrentdb';
import { firstAdminLines, readConfig, type MonitorConfig } from '@budget/adapters/nest-platform';
import type { Type } from '@nestjs/common';
import { databaseAway } from './database-away';
import { openHost } from './host';
import { runUntilSignal } from './run-until-signal';
import { serve, type ServeOptions } from './serve';
import { ReadFromKafkaBefore } from './subscriptions-of';

/** Exit code for a wrong environment or wrong arguments. */
export const EXIT_USAGE = 2;

/** Reads and checks the environment; a bad variable stops the start with one clear line each. */
export function configOrExit(env: NodeJS.ProcessEnv): MonitorConfig {
  const read = readConfig(env);
  if (read.ok) return read.value;
  for (const { message } of read.failure) process.stderr.write(`${message}\n`);
  process.exit(EXIT_USAGE);
}

/** One service as its own process against DATABASE_URL. */
export async function runService(service: Type, name: string, options: Pick<ServeOptions, 'relay'> = {}): Promise<void> {
  const config = configOrExit(process.env);
  const { databaseUrl } = config;
  if (databaseUrl === null) {
    process.stderr.write(
      `DATABASE_URL：单独启动 ${name} 须设置，如 postgres://user:password@127.0.0.1:5432/budget；不设时请用 npm start / ` +
        `must be set to start ${name} alone; without it use npm start\n`,
    );
    process.exit(EXIT_USAGE);
  }
  const host = await openHost({ ...config, databaseUrl }, name).catch(endWhenAway);
  const served = await serve([service], host, options).catch(endWhenAway);
  host.logger.info({ url: served.url }, `${name} is listening`);
  if (served.firstPassword !== null) process.stdout.write(`${firstAdminLines(served.firstPassword)}\n`);
  runUntilSignal(async () => {
    await served.stop();
    await host.close();
  });
}

function endWhenAway(error: unknown): never {
  const line = error instanceof BadEventStoreUrl || error instanceof ReadFromKafkaBefore ? error.message : databaseAway(error);
  if (line === null) throw error;
  process.stderr.write(`${line}\n`);
  process.exit(EXIT_USAGE);
}
