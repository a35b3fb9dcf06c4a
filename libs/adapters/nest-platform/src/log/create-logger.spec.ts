import { createLogger } from './create-logger';
import { nestLogger } from './nest-logger.bridge';

function linesOf(
  logFormat: 'json' | 'text',
  write: (logger: ReturnType<typeof createLogger>) => void,
  logLevel: 'info' | 'trace' = 'info',
): string[] {
  const lines: string[] = [];
  write(createLogger({ logLevel, logFormat }, { write: (line) => void lines.push(line) }));
  return lines;
}

describe('the log', () => {
  it('as JSON is one object a line with its time and level in words', () => {
    const [line = ''] = linesOf('json', (logger) => logger.info({ correlationId: 'c-1' }, 'request'));
    expect(JSON.parse(line)).toEqual({ level: 'info', time: expect.stringMatching(/Z$/) as unknown, correlationId: 'c-1', msg: 'request' });
  });

  it.each(['json', 'text'] as const)('as %s blanks every secret, however deep a call puts it', (format) => {
    const text = linesOf(format, (logger) => {
      logger.info({ password: 'hunter2', user: { password: 'hunter2' }, request: { headers: { authorization: 'Bearer hunter2' } } }, 'x');
      logger.info({ accessToken: 'hunter2', config: { adminPassword: 'hunter2', databaseUrl: 'postgres://u:hunter2@db' } }, 'x');
      logger.warn({ settings: { webhook: { secret: 'hunter2', token: 'hunter2' } } }, 'x');
    }).join('');
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[redacted]');
  });

  it('as text is a line that a person reads', () => {
    const [line = ''] = linesOf('text', (logger) => logger.warn({ subscription: 'ledger', lag: 12 }, 'behind'));
    expect(line).toMatch(/^\d\d:\d\d:\d\d\.\d{3} WARN {2}behind subscription=ledger lag=12\n$/);
  });

  it('as text shows where an error came from', () => {
    const [line = ''] = linesOf('text', (logger) => logger.error({ err: new Error('no such table') }, 'failed'));
    expect(line).toMatch(/ERROR failed\n {4}Error: no such table\n {4}\s+at /);
  });

  it('takes what Nest says, with its start-up chatter only at debug', () => {
    const say = (logger: ReturnType<typeof createLogger>): void => {
      const nest = nestLogger(logger);
      nest.log('Mapped {/x} route', 'RouterExplorer');
      nest.error(new Error('boom'), 'ExceptionHandler');
    };
    expect(linesOf('text', say)).toHaveLength(1);
    expect(linesOf('text', say, 'trace')[0]).toMatch(/DEBUG \[RouterExplorer\] Mapped \{\/x\} route/);
  });
});
