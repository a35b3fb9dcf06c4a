import { INTEGRATION_TOPIC } from '@budget/contracts';
import { fail, isInstant, ok, parseInstant, type Result } from '@budget/kernel';
import { z } from 'zod';
import { kafkaBrokers } from './kafka-brokers';
import { LOG_LEVELS, type ConfigProblem, type MonitorConfig } from './monitor-config';
import { trustedProxies } from './trusted-proxies';

/** The rule of a variable and an example, as the person reads it after "NAME：应为 …" and "must be …". */
type Rule = { readonly zh: string; readonly rule: string; readonly example: string; readonly secret?: true };

const RULES = {
  PORT: { zh: '0 到 65535 的整数（0 = 任一空闲端口）', rule: 'a whole number from 0 to 65535 (0 = any free port)', example: '3000' },
  HOST: { zh: '要监听的地址或主机名', rule: 'an address or host name to listen on', example: '127.0.0.1' },
  TRUST_PROXY: {
    zh: 'false、true（前面一层反向代理）、代理层数 1 至 10，或逗号分隔的代理地址或网段',
    rule: 'false, true (one reverse proxy in front), the number of proxies from 1 to 10, or their addresses or networks parted by commas',
    example: '127.0.0.1',
  },
  DATA_DIR: { zh: '文件夹的路径', rule: 'the path of a folder', example: './.data' },
  DATABASE_URL: {
    zh: 'PostgreSQL 的地址',
    rule: 'a PostgreSQL address',
    example: 'postgres://budget:secret@127.0.0.1:5432/budget',
    secret: true,
  },
  EVENT_STORE_URL: {
    zh: 'KurrentDB 或 EventStoreDB（22.10 起）的地址，或留空以存在 PostgreSQL',
    rule: 'the address of a KurrentDB or EventStoreDB server (22.10 or newer), or empty to keep events in PostgreSQL',
    example: 'kurrentdb://127.0.0.1:2113?tls=false',
    secret: true,
  },
  KAFKA_BROKERS: {
    zh: '逗号分隔的“主机:端口”，或留空',
    rule: 'host:port pairs parted by commas, or empty',
    example: 'kafka-1:9092,kafka-2:9092',
  },
  KAFKA_TOPIC: {
    zh: '1 至 249 个字母、数字、点、下划线或连字符',
    rule: '1 to 249 letters, digits, dots, underscores or hyphens',
    example: INTEGRATION_TOPIC,
  },
  ADMIN_PASSWORD: {
    zh: '10 至 200 个字符的密码',
    rule: 'a password of 10 to 200 characters',
    example: 'four-words-you-remember',
    secret: true,
  },
  MONITOR_CLOCK: {
    zh: 'RFC 3339 时刻，且 NODE_ENV=production 时不得设置',
    rule: 'an RFC 3339 instant, and unset when NODE_ENV=production',
    example: '2025-07-01T09:00:00+08:00',
  },
  LOG_LEVEL: { zh: `${LOG_LEVELS.join('、')} 之一`, rule: `one of ${LOG_LEVELS.join(', ')}`, example: 'info' },
  LOG_FORMAT: { zh: 'json 或 text', rule: 'json or text', example: 'text' },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    zh: 'OpenTelemetry 采集器的 http 或 https 地址，或留空以不作追踪',
    rule: 'the http or https address of an OpenTelemetry collector, or empty to trace nothing',
    example: 'http://127.0.0.1:4318',
    secret: true,
  },
  OTEL_SERVICE_NAME: {
    zh: '1 至 100 个字母、数字、点、下划线、连字符或空格',
    rule: '1 to 100 letters, digits, dots, underscores, hyphens or spaces',
    example: 'command-service',
  },
} as const satisfies Record<string, Rule>;
type Variable = keyof typeof RULES;

const hasControlCharacter = (text: string): boolean => Array.from(text).some((character) => character < ' ' || character === '\u007f');
const isUrl = (text: string, ...protocols: string[]): boolean => {
  try {
    const url = new URL(text);
    return protocols.includes(url.protocol) && url.hostname !== '';
  } catch {
    return false;
  }
};
const plain = z
  .string()
  .trim()
  .refine((text) => !hasControlCharacter(text));

const SCHEMAS = {
  PORT: plain
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .pipe(z.number().max(65_535)),
  HOST: plain.regex(/^[A-Za-z0-9.:_-]{1,253}$/),
  TRUST_PROXY: plain.transform(trustedProxies).refine((proxies) => proxies !== null),
  DATA_DIR: plain.min(1).max(4_000),
  DATABASE_URL: plain.refine((text) => isUrl(text, 'postgres:', 'postgresql:')),
  EVENT_STORE_URL: plain.regex(/^(kurrentdb|esdb)(\+discover)?:\/\/\S+$/i),
  KAFKA_TOPIC: plain.regex(/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/),
  ADMIN_PASSWORD: z.string().min(10).max(200),
  MONITOR_CLOCK: plain.refine(isInstant).transform(parseInstant),
  LOG_LEVEL: plain.pipe(z.enum(LOG_LEVELS)),
  LOG_FORMAT: plain.pipe(z.enum(['json', 'text'])),
  OTEL_EXPORTER_OTLP_ENDPOINT: plain.refine((text) => isUrl(text, 'http:', 'https:')),
  OTEL_SERVICE_NAME: plain.regex(/^[\p{L}\p{N}._ -]{1,100}$/u),
} as const;

/** Reads and checks every variable of the outside contract; an empty one counts as absent. Tells all problems at once. */
export function readConfig(env: NodeJS.ProcessEnv): Result<MonitorConfig, readonly ConfigProblem[]> {
  const problems: ConfigProblem[] = [];
  const refuse = (variable: Variable, message = expectation(variable, env[variable] ?? '')): void => {
    problems.push({ variable, message });
  };
  const read = <Name extends keyof typeof SCHEMAS, Absent>(name: Name, absent: Absent): z.output<(typeof SCHEMAS)[Name]> | Absent => {
    const text = env[name];
    if (text === undefined || text === '') return absent;
    const parsed = SCHEMAS[name].safeParse(text);
    if (parsed.success) return parsed.data as z.output<(typeof SCHEMAS)[Name]>;
    refuse(name);
    return absent;
  };

  const readBrokers = (): readonly string[] => {
    const brokers = kafkaBrokers(env['KAFKA_BROKERS'] ?? '');
    if (!brokers.ok) refuse('KAFKA_BROKERS', brokers.failure);
    return brokers.ok ? brokers.value : [];
  };

  const config: MonitorConfig = {
    port: read('PORT', 3000),
    host: read('HOST', '127.0.0.1'),
    trustedProxies: read('TRUST_PROXY', 0) ?? 0,
    dataDir: read('DATA_DIR', './.data'),
    databaseUrl: read('DATABASE_URL', null),
    eventStoreUrl: read('EVENT_STORE_URL', null),
    kafkaBrokers: readBrokers(),
    kafkaTopic: read('KAFKA_TOPIC', INTEGRATION_TOPIC),
    adminPassword: read('ADMIN_PASSWORD', null),
    clockStart: read('MONITOR_CLOCK', null),
    logLevel: read('LOG_LEVEL', 'info'),
    logFormat: read('LOG_FORMAT', env['NODE_ENV'] === 'production' ? 'json' : 'text'),
    tracesEndpoint: read('OTEL_EXPORTER_OTLP_ENDPOINT', null),
    serviceName: read('OTEL_SERVICE_NAME', null),
  };

  if (config.clockStart !== null && env['NODE_ENV'] === 'production') {
    refuse(
      'MONITOR_CLOCK',
      'MONITOR_CLOCK：NODE_ENV=production 时不得设置，真实的支付要用真实的时间；请清空它，演练时则去掉 NODE_ENV=production / ' +
        'must be unset when NODE_ENV=production: real payments need the real time. Unset it, or start without NODE_ENV=production for a rehearsal.',
    );
  }
  return problems.length > 0 ? fail(problems) : ok(config);
}

function expectation(variable: Variable, text: string): string {
  const { zh, rule, example, secret }: Rule = RULES[variable];
  const shown = JSON.stringify(text.slice(0, 60));
  const [is, got] = secret ? ['所设的值不是（不予显示）', 'what is set is not (not shown)'] : [`现为 ${shown}`, `got ${shown}`];
  return `${variable}：应为${/^\w/.test(zh) ? ' ' : ''}${zh}，如 ${example}；${is} / must be ${rule}, such as ${example}; ${got}.`;
}
