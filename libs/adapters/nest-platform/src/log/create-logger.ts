import { pino, type DestinationStream, type Logger } from 'pino';
import type { MonitorConfig } from '../config/monitor-config';
import { readableDestination } from './readable.destination';

const SECRETS = ['authorization', 'cookie', 'password', 'accessToken', 'token', 'secret', 'adminPassword', 'databaseUrl'];

/** One line a fact, as JSON or as readable text. Secrets are blanked wherever a log call would carry them. */
export function createLogger(
  { logLevel, logFormat }: Pick<MonitorConfig, 'logLevel' | 'logFormat'>,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
): Logger {
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
    },
    logFormat === 'json' ? destination : readableDestination(destination),
  );
}
