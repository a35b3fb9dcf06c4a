import { Module, type DynamicModule } from '@nestjs/common';
import { CLOCK, EVENT_STORE, SUBSCRIPTIONS, type Clock, type EventStore, type Subscriptions } from '@budget/ports';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { ensureFirstAdmin } from './access/first-admin';
import { SessionTokens } from './access/session-tokens';
import { Sessions } from './access/sessions';
import { signingKey } from './access/signing-key';
import { UserAccounts } from './access/user-accounts';
import type { MonitorConfig } from './config/monitor-config';
import { preparePlatformSchema } from './database/platform.schema';
import { createMetrics, showDurability, showReadiness } from './operations/metrics';
import { OperationsController } from './operations/operations.controller';
import { ReadinessChecks, type ReadinessCheck } from './operations/readiness';
import { CONFIG, LOGGER, METRICS, PG_POOL, READINESS } from './platform.tokens';

export type PlatformParts = {
  readonly config: MonitorConfig;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly pool: Pool;
  readonly store: EventStore;
  readonly subscriptions: Subscriptions;
  /** Default: a registry of its own. */
  readonly metrics?: Registry;
  readonly readinessChecks?: Readonly<Record<string, ReadinessCheck>>;
};

/** What every service stands on, provided once and globally. The pool, store and subscriptions stay their maker's to close. */
@Module({})
export class PlatformModule {
  static register(parts: PlatformParts): DynamicModule {
    const { config, logger, clock, pool, store, subscriptions, readinessChecks = {} } = parts;
    const metrics = parts.metrics ?? createMetrics();
    const readiness = new ReadinessChecks();
    showReadiness(metrics, readiness);
    readiness.add('database', async () => {
      await pool.query('SELECT 1');
      return { status: 'ok' };
    });
    for (const [name, check] of Object.entries(readinessChecks)) readiness.add(name, check);

    const shared = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      {
        // Whoever injects the pool finds the tables and schemas of the platform already there.
        provide: PG_POOL,
        useFactory: async () => {
          await preparePlatformSchema(pool);
          if (config.adminPassword !== null) await ensureFirstAdmin(pool, config.adminPassword);
          await showDurability(metrics, pool);
          return pool;
        },
      },
      { provide: METRICS, useValue: metrics },
      { provide: READINESS, useValue: readiness },
      { provide: CLOCK, useValue: clock },
      { provide: EVENT_STORE, useValue: store },
      { provide: SUBSCRIPTIONS, useValue: subscriptions },
      { provide: UserAccounts, useFactory: (ready: Pool) => new UserAccounts(ready), inject: [PG_POOL] },
      {
        provide: Sessions,
        useFactory: async (accounts: UserAccounts) => new Sessions(new SessionTokens(await signingKey(pool)), accounts),
        inject: [UserAccounts],
      },
    ];
    return {
      module: PlatformModule,
      global: true,
      controllers: [OperationsController],
      providers: shared,
      exports: shared.map(({ provide }) => provide),
    };
  }
}
