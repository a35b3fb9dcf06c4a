import type { Instant } from '@budget/kernel';
import type { TrustedProxies } from './trusted-proxies';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Everything the environment decides, validated. Read once at start; see `readConfig`. */
export type MonitorConfig = {
  readonly port: number;
  readonly host: string;
  /** Whose X-Forwarded-For is believed. */
  readonly trustedProxies: TrustedProxies;
  /** Folder of the embedded database and of uploaded files. */
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Null: events live in the same PostgreSQL. */
  readonly eventStoreUrl: string | null;
  /** Empty: facts travel inside the process. */
  readonly kafkaBrokers: readonly string[];
  /** Where facts are published and read when there are brokers. */
  readonly kafkaTopic: string;
  /** First start only; null: one is generated and printed once. */
  readonly adminPassword: string | null;
  /** The clock begins here and runs on; null: the machine's time. Never in production. */
  readonly clockStart: Instant | null;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly logFormat: 'json' | 'text';
  /** Base address of the OpenTelemetry collector. Null: nothing is traced. */
  readonly tracesEndpoint: string | null;
  /** What this process is called in traces. Null: by the name of the service. */
  readonly serviceName: string | null;
};

/** One bad variable, as one line for the person who starts the service. Never holds the value of a secret. */
export type ConfigProblem = { readonly variable: string; readonly message: string };
