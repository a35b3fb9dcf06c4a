import { createHttpApp, ensureFirstAdmin, PlatformModule } from '@budget/adapters/nest-platform';
import { Module, type Type } from '@nestjs/common';
import { cannotListen } from './cannot-listen';
import type { Host } from './host';
import { oneAtATime } from './one-at-a-time';
import { RelayModule } from './relay.module';

export type Served = {
  readonly url: string;
  /** Of the administrator made just now, for the person at the terminal and nobody else; null at every later start. */
  readonly firstPassword: string | null;
  stop(): Promise<void>;
};

export type ServeOptions = {
  readonly dashboardDir?: string;
  /** Publish the store to Kafka as well, when KAFKA_BROKERS is set and no other process does. */
  readonly relay?: boolean;
};

/** Starts the services in one HTTP application and stops them in order: no new requests, finish what is in flight, then the host. */
export async function serve(services: readonly Type[], host: Host, { relay = false, ...options }: ServeOptions = {}): Promise<Served> {
  const { config, logger, clock, pool, store, feed, subscriptions, metrics, tracing } = host;

  const relays = relay && feed ? [RelayModule.publishingTo(feed, tracing?.handled)] : [];
  @Module({ imports: [PlatformModule.register({ config, logger, clock, pool, store, subscriptions, metrics }), ...services, ...relays] })
  class ServedModule {}

  const app = await oneAtATime(pool, () =>
    createHttpApp(ServedModule, { config, logger, clock, tracer: tracing?.tracer ?? null, ...options }),
  );
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw cannotListen(error, config);
  }
  // A process without services shows nobody a password, so it leaves the first administrator to one that does.
  const makesAdmin = services.length > 0 && config.adminPassword === null;
  const firstPassword = makesAdmin ? await ensureFirstAdmin(pool, null) : null;
  return { url: await app.getUrl(), firstPassword, stop: () => app.close() };
}
