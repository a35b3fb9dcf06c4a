import { configOrExit, EXIT_USAGE, openHost, serve } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import type { Running } from '../running';
import { say } from '../terminal';

export const NO_BROKERS = 'KAFKA_BROKERS：请设为 Kafka 的地址，如 kafka-1:9092 / set it to the addresses of Kafka, such as kafka-1:9092';

/** The relay as a process of its own, with health and metrics on PORT. Of several, one publishes and the others wait for its place. */
export async function keepRelaying(running: Running): Promise<void> {
  const config = configOrExit(process.env);
  const { databaseUrl } = config;
  if (config.kafkaBrokers.length === 0) throw new CommandFailed(NO_BROKERS, EXIT_USAGE);
  if (databaseUrl === null) {
    throw new CommandFailed(
      'DATABASE_URL：请设为各服务共用的 PostgreSQL 的地址；npm start 自己就会发布 / set it to the PostgreSQL that the services share; npm start publishes by itself',
      EXIT_USAGE,
    );
  }
  const host = await openHost({ ...config, databaseUrl }, 'relay');
  running.atEnd(() => host.close());
  running.check();
  const served = await serve([], host, { relay: true });
  running.atEnd(() => served.stop());
  running.check();
  say(`发布已启动 / The relay is running: ${served.url}`);
}
