import { createHttpApp, PlatformModule } from '@budget/adapters/nest-platform';
import { Module, type Type } from '@nestjs/common';
import type { Host } from './host';
import { oneAtATime } from './one-at-a-time';

export type Served = { readonly url: string; stop(): Promise<void> };

/** Starts the services in one HTTP application and stops them in order: no new requests, finish what is in flight, then the host. */
export async function serve(services: readonly Type[], host: Host, options: { readonly dashboardDir?: string } = {}): Promise<Served> {
  const { config, logger, clock, pool, store, subscriptions, metrics } = host;

  @Module({ imports: [PlatformModule.register({ config, logger, clock, pool, store, subscriptions, metrics }), ...services] })
  class ServedModule {}

  const app = await oneAtATime(pool, () => createHttpApp(ServedModule, { config, logger, clock, ...options }));
  try {
    await app.listen(config.port, config.host);
  } catch (error) {
    await app.close();
    throw isAddressInUse(error)
      ? new Error(
          `PORT: ${config.host}:${config.port} is already in use. Stop the other program or start with another port, for instance PORT=${config.port + 1}.`,
        )
      : error;
  }
  return { url: await app.getUrl(), stop: () => app.close() };
}

const isAddressInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
