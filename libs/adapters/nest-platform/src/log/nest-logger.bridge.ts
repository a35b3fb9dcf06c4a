import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';

type Level = 'fatal' | 'error' | 'warn' | 'debug' | 'trace';

/** Lets Nest write through our logger. Its start-up chatter goes to `debug`. */
export function nestLogger(logger: Logger): LoggerService {
  const at =
    (level: Level) =>
    (message: unknown, ...rest: unknown[]): void => {
      const context = rest.at(-1);
      const bindings = typeof context === 'string' ? { context } : {};
      if (message instanceof Error) logger[level]({ ...bindings, err: message }, message.message);
      else logger[level](bindings, typeof message === 'string' ? message : JSON.stringify(message));
    };
  return { log: at('debug'), error: at('error'), warn: at('warn'), debug: at('debug'), verbose: at('trace'), fatal: at('fatal') };
}
