import { pino, type DestinationStream, type Logger } from 'pino';
import type { MonitorConfig } from '../config/monitor-config';
import type { Tracer } from '@budget/ports';
import { readableDestination } from './readable.destination';

const PASSWORDS = ['password', 'currentPassword', 'newPassword', 'adminPassword'];
const SECRETS = ['authorization', 'cookie', ...PASSWORDS, 'accessToken', 'token', 'secret', 'databaseUrl'];
const PERSONAL = ['payee', 'payeeAccount'];

/**
 * One line a fact, as JSON or as readable text. Secrets and personal fields are blanked wherever a log call would carry them. With a tracer, a line
 * written in the course of a trace names it.
 */
export function createLogger(
  { logLevel, logFormat }: Pick<MonitorConfig, 'logLevel' | 'logFormat'>,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
  tracer: Tracer | null = null,
): Logger {
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: [...SECRETS, ...PERSONAL].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[redacted]' },
      ...(tracer && { mixin: () => traceOf(tracer) }),
    },
    logFormat === 'json' ? destination : readableDestination(destination),
  );
}

function traceOf(tracer: Tracer): { readonly traceId?: string } {
  const traceId = tracer.currentTraceId();
  return traceId === undefined ? {} : { traceId };
}
