import type { Logger, MonitorConfig } from '@budget/adapters/nest-platform';
import { KafkaFeed } from '@budget/adapters/messaging-kafka';

/** The feed of KAFKA_BROKERS; null when facts stay inside the process. Connects at first use. */
export function feedOf({ kafkaBrokers, kafkaTopic }: MonitorConfig, clientId: string, logger: Logger): KafkaFeed | null {
  if (kafkaBrokers.length === 0) return null;
  return new KafkaFeed({
    brokers: kafkaBrokers,
    topic: kafkaTopic,
    clientId: clientId.replaceAll(' ', '-'),
    log: ({ level, message, error }) => logger[level]({ error }, message),
  });
}
