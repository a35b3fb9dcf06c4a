import { Kafka, logLevel, type KafkaConfig } from 'kafkajs';
import type { FeedLog } from './feed-log';

export type KafkaSettings = {
  /** "host:port" of at least one broker of the cluster. */
  readonly brokers: readonly string[];
  readonly topic: string;
  /** Of a topic that is made here; one that exists keeps its own number. Default 6. */
  readonly partitions?: number;
  readonly clientId?: string;
  readonly log: FeedLog;
  readonly security?: Pick<KafkaConfig, 'ssl' | 'sasl'>;
};

// A call gives up after about ten seconds; who called tries again, with pauses of its own.
export const PATIENCE = { initialRetryTime: 150, maxRetryTime: 2_000, retries: 4 };

export const connectKafka = ({ brokers, clientId, log, security }: KafkaSettings): Kafka =>
  new Kafka({
    clientId: clientId ?? 'budget-monitor',
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: 10_000,
    retry: PATIENCE,
    logLevel: logLevel.WARN,
    // What the library calls an error is an attempt that it will make again; what matters is thrown.
    logCreator:
      () =>
      ({ namespace, log: { message } }) =>
        log({ level: 'warn', message: `Kafka ${namespace}: ${message}` }),
    ...security,
  });
