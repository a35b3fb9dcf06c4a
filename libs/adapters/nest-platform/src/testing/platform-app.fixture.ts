import type { Role } from '@budget/contracts';
import type { EventStore, Subscriptions } from '@budget/ports';
import { Module, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import { Sessions } from '../access/sessions';
import { UserAccounts } from '../access/user-accounts';
import { systemClock } from '../clock/machine.clock';
import type { MonitorConfig } from '../config/monitor-config';
import { createHttpApp } from '../http/create-http-app';
import { createLogger } from '../log/create-logger';
import { PlatformModule } from '../platform.module';

/** Of every user that these helpers make, the first administrator among them. */
export const TEST_PASSWORD = 'the first password';

const config: MonitorConfig = {
  port: 0,
  host: '127.0.0.1',
  trustedProxies: 0,
  dataDir: './.data',
  databaseUrl: null,
  eventStoreUrl: null,
  kafkaBrokers: [],
  kafkaTopic: 'budget.events.v1',
  adminPassword: TEST_PASSWORD,
  clockStart: null,
  logLevel: 'info',
  logFormat: 'json',
  tracesEndpoint: null,
  serviceName: null,
};

const absent = (): never => {
  throw new Error('This test has no event store');
};
const noStore: EventStore = {
  joinsTransactions: false,
  append: absent,
  appendMany: absent,
  readStream: absent,
  readAll: absent,
  head: absent,
  countAfter: absent,
  follow: absent,
  close: absent,
};
const noSubscriptions: Subscriptions = { start: absent };

export type PlatformAppOptions = {
  readonly controllers?: readonly Type[];
  readonly modules?: readonly Type[];
  readonly dashboardDir?: string;
  readonly adminPassword?: string | null;
  /** Default: none. */
  readonly trustedProxies?: MonitorConfig['trustedProxies'];
};
export type PlatformApp = {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly logLines: readonly string[];
  /** An Authorization header of this user, without going through login. */
  bearer(username: string): Promise<string>;
  addUser(username: string, roles: Role[], units: string[]): Promise<void>;
};

/** A real application on a real port with these controllers and the whole platform around them. */
export async function startPlatformApp(
  pool: Pool,
  { controllers = [], modules = [], dashboardDir, adminPassword = TEST_PASSWORD, trustedProxies = 0 }: PlatformAppOptions,
): Promise<PlatformApp> {
  const logLines: string[] = [];
  const asked = { ...config, adminPassword, trustedProxies };
  const logger = createLogger(asked, { write: (line) => void logLines.push(line) });
  const clock = systemClock();
  const parts = { config: asked, logger, clock, pool, store: noStore, subscriptions: noSubscriptions };
  @Module({ imports: [PlatformModule.register(parts), ...modules], controllers: [...controllers] })
  class TestModule {}
  const app = await createHttpApp(TestModule, { config: asked, logger, clock, ...(dashboardDir === undefined ? {} : { dashboardDir }) });
  await app.listen(0, '127.0.0.1');

  const accounts = app.get(UserAccounts);
  return {
    app,
    url: await app.getUrl(),
    logLines,
    bearer: async (username) => {
      const account = await accounts.find(username);
      if (!account) throw new Error(`No user ${username}`);
      return `Bearer ${(await app.get(Sessions).open(account)).accessToken}`;
    },
    addUser: async (username, roles, units) => {
      const created = await accounts.create({ username, displayName: username, password: TEST_PASSWORD, roles, units });
      if (!created.ok) throw new Error(created.failure.kind);
    },
  };
}

/** The application for all tests of the file that calls this at its top; closed after the last one. */
export function usePlatformApp(database: { readonly pool: Pool }, options: PlatformAppOptions): PlatformApp {
  let started: PlatformApp | undefined;
  beforeAll(async () => {
    started = await startPlatformApp(database.pool, options);
  });
  afterAll(async () => {
    await started?.app.close();
  });
  const running = (): PlatformApp => {
    if (!started) throw new Error('The application runs only while tests run: use it inside it or beforeEach.');
    return started;
  };
  return {
    get app() {
      return running().app;
    },
    get url() {
      return running().url;
    },
    get logLines() {
      return running().logLines;
    },
    bearer: (username) => running().bearer(username),
    addUser: (username, roles, units) => running().addUser(username, roles, units),
  };
}
