import { createHttpApp, ensureFirstAdmin, PlatformModule } from '@budget/adapters/nest-platform';
import { Module, type Type } from '@nestjs/common';
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

const NO_ADDRESS_OF_OURS = ['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'];

/** One line that names the variable to change. */
function cannotListen(error: unknown, { host, port }: Host['config']): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (code === 'EADDRINUSE')
    return new Error(
      `PORT：${host}:${port} 已被其他程序占用；请停止该程序，或换一个端口，如 PORT=${port + 1} / ` +
        `${host}:${port} is already in use: stop the other program, or start with another port such as PORT=${port + 1}`,
    );
  if (code === 'EACCES')
    return new Error(
      `PORT：当前用户不能使用端口 ${port}；请用 1023 以上的端口，如 PORT=3000 / this user may not listen on port ${port}: choose one above 1023 such as PORT=3000`,
    );
  if (NO_ADDRESS_OF_OURS.includes(code))
    return new Error(
      `HOST：${host} 不是本机的地址 (${code})；请用 127.0.0.1，有反向代理时可用 0.0.0.0 / ${host} is no address of this machine: use 127.0.0.1, or 0.0.0.0 behind a reverse proxy`,
    );
  return error;
}
