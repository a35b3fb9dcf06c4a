import { endpoints, type EndpointName } from '@budget/contracts';
import type { EventStore, Subscriptions } from '@budget/ports';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import type { DestinationStream } from 'pino';
import { systemClock } from '../clock/machine.clock';
import type { MonitorConfig } from '../config/monitor-config';
import { createHttpApp } from '../http/create-http-app';
import { createLogger } from '../log/create-logger';
import { PlatformModule } from '../platform.module';

export const ADMIN_PASSWORD = 'the first password';

const config: MonitorConfig = {
  port: 0,
  host: '127.0.0.1',
  dataDir: './.data',
  databaseUrl: null,
  eventStoreUrl: null,
  kafkaBrokers: [],
  adminPassword: ADMIN_PASSWORD,
  clockStart: null,
  logLevel: 'info',
  logFormat: 'json',
};

const absent = (): never => {
  throw new Error('This test has no event store');
};
const noStore: EventStore = {
  append: absent,
  appendMany: absent,
  readStream: absent,
  readAll: absent,
  head: absent,
  follow: absent,
  close: absent,
};
const noSubscriptions: Subscriptions = { start: absent };

export type PlatformAppOptions = {
  readonly pool: Pool;
  readonly controllers: readonly Type[];
  readonly adminPassword?: string | null;
  readonly announce?: (lines: string) => void;
  readonly dashboardDir?: string;
  readonly log?: DestinationStream;
};

/** A real application on a real port with these controllers and the whole platform around them. */
export async function startPlatformApp(
  options: PlatformAppOptions,
): Promise<{ app: NestFastifyApplication; url: string; logLines: string[] }> {
  const { pool, controllers, announce, dashboardDir, adminPassword = ADMIN_PASSWORD } = options;
  const logLines: string[] = [];
  const logger = createLogger(config, options.log ?? { write: (line) => void logLines.push(line) });
  const clock = systemClock();
  const platform = PlatformModule.register({
    config: { ...config, adminPassword },
    logger,
    clock,
    pool,
    store: noStore,
    subscriptions: noSubscriptions,
    ...(announce ? { announce } : {}),
  });
  @Module({ imports: [platform], controllers: [...controllers] })
  class TestModule {}
  const app = await createHttpApp(TestModule, { config, logger, clock, ...(dashboardDir === undefined ? {} : { dashboardDir }) });
  await app.listen(0, '127.0.0.1');
  return { app, url: await app.getUrl(), logLines };
}

export const endpointNames = Object.keys(endpoints) as EndpointName[];
