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
    throw cannotListen(error, config);
  }
  return { url: await app.getUrl(), stop: () => app.close() };
}

const NO_ADDRESS_OF_OURS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'];

/** One line that names the variable to change. */
function cannotListen(error: unknown, { host, port }: Host['config']): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE')
    return new Error(
      `PORT: ${host}:${port} is already in use. Stop the other program or start with another port, for instance PORT=${port + 1}.`,
    );
  if (code === 'EACCES') return new Error(`PORT: this user may not listen on port ${port}. Choose one above 1023, for instance PORT=3000.`);
  if (NO_ADDRESS_OF_OURS.includes(code))
    return new Error(`HOST: ${host} is no address of this machine (${code}). Use 127.0.0.1, or 0.0.0.0 behind a reverse proxy.`);
  return error;
}
