import { readConfig } from './read-config';

const messages = (env: NodeJS.ProcessEnv): readonly string[] => {
  const read = readConfig(env);
  return read.ok ? [] : read.failure.map(({ message }) => message);
};

/** The English half of a line, which must have a Chinese one before it. */
const english = (line: string): string => line.replace(/^([A-Z_]+)：[^\n]*?[一-龥][^\n]*? \/ (?=must )/, '$1 ');

describe('the configuration', () => {
  it('of an empty environment is the embedded one', () => {
    expect(readConfig({})).toEqual({
      ok: true,
      value: {
        port: 3000,
        host: '127.0.0.1',
        trustedProxies: 0,
        dataDir: './.data',
        databaseUrl: null,
        eventStoreUrl: null,
        kafkaBrokers: [],
        kafkaTopic: 'budget.events.v1',
        adminPassword: null,
        clockStart: null,
        logLevel: 'info',
        logFormat: 'text',
        tracesEndpoint: null,
        serviceName: null,
      },
    });
  });

  it('takes what the environment says', () => {
    const env = {
      PORT: '8080',
      HOST: '0.0.0.0',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      DATA_DIR: '/var/lib/budget',
      DATABASE_URL: 'postgres://budget:secret@db:5432/budget?sslmode=require',
      EVENT_STORE_URL: '',
      KAFKA_BROKERS: 'kafka-1:9092, kafka-2.example:9093',
      KAFKA_TOPIC: 'county.events',
      ADMIN_PASSWORD: ' spaces count ',
      MONITOR_CLOCK: '2025-07-01T09:00:00+08:00',
      LOG_LEVEL: 'debug',
      LOG_FORMAT: 'json',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318',
      OTEL_SERVICE_NAME: '预算监控 1',
    };
    expect(readConfig(env)).toEqual({
      ok: true,
      value: {
        port: 8080,
        host: '0.0.0.0',
        trustedProxies: ['10.0.0.0/8', '::1'],
        dataDir: '/var/lib/budget',
        databaseUrl: 'postgres://budget:secret@db:5432/budget?sslmode=require',
        eventStoreUrl: null,
        kafkaBrokers: ['kafka-1:9092', 'kafka-2.example:9093'],
        kafkaTopic: 'county.events',
        adminPassword: ' spaces count ',
        clockStart: '2025-07-01T01:00:00.000Z',
        logLevel: 'debug',
        logFormat: 'json',
        tracesEndpoint: 'http://collector:4318',
        serviceName: '预算监控 1',
      },
    });
  });

  it.each([
    [{ PORT: 'http' }, 'PORT must be a whole number from 0 to 65535 (0 = any free port), such as 3000; got "http".'],
    [{ PORT: '65536' }, 'PORT must be a whole number from 0 to 65535 (0 = any free port), such as 3000; got "65536".'],
    [{ HOST: 'a b' }, 'HOST must be an address or host name to listen on, such as 127.0.0.1; got "a b".'],
    [{ DATA_DIR: '   ' }, 'DATA_DIR must be the path of a folder, such as ./.data; got "   ".'],
    [
      { DATABASE_URL: 'mysql://root:topsecret@db/budget' },
      'DATABASE_URL must be a PostgreSQL address, such as postgres://budget:secret@127.0.0.1:5432/budget; what is set is not (not shown).',
    ],
    [
      { ADMIN_PASSWORD: 'topsecret' },
      'ADMIN_PASSWORD must be a password of 10 to 200 characters, such as four-words-you-remember; what is set is not (not shown).',
    ],
    [
      { MONITOR_CLOCK: '2025-07-01' },
      'MONITOR_CLOCK must be an RFC 3339 instant, and unset when NODE_ENV=production, such as 2025-07-01T09:00:00+08:00; got "2025-07-01".',
    ],
    [
      { MONITOR_CLOCK: '2025-07-01T09:00:00+08:00', NODE_ENV: 'production' },
      'MONITOR_CLOCK must be unset when NODE_ENV=production: real payments need the real time. Unset it, or start without NODE_ENV=production for a rehearsal.',
    ],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent, such as info; got "loud".'],
    [{ LOG_FORMAT: 'xml' }, 'LOG_FORMAT must be json or text, such as text; got "xml".'],
    [
      { KAFKA_TOPIC: 'a topic' },
      'KAFKA_TOPIC must be 1 to 249 letters, digits, dots, underscores or hyphens, such as budget.events.v1; got "a topic".',
    ],
    [
      { EVENT_STORE_URL: 'topsecret' },
      'EVENT_STORE_URL must be the address of a KurrentDB or EventStoreDB server (22.10 or newer), or empty to keep events in PostgreSQL, such as kurrentdb://127.0.0.1:2113?tls=false; what is set is not (not shown).',
    ],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'grpc://topsecret@collector:4317' },
      'OTEL_EXPORTER_OTLP_ENDPOINT must be the http or https address of an OpenTelemetry collector, or empty to trace nothing, such as http://127.0.0.1:4318; what is set is not (not shown).',
    ],
    [
      { OTEL_SERVICE_NAME: 'a/b' },
      'OTEL_SERVICE_NAME must be 1 to 100 letters, digits, dots, underscores, hyphens or spaces, such as command-service; got "a/b".',
    ],
  ])('of %j is refused in one line that says what to write and shows no secret', (env, line) => {
    expect(messages(env).map(english)).toEqual([line]);
    expect(messages(env).join()).not.toContain('topsecret');
    expect(line).not.toContain('topsecret');
    expect(line).not.toContain('\n');
  });

  it.each([
    ['', 0],
    ['false', 0],
    ['true', 1],
    ['1', 1],
    ['10', 10],
    ['127.0.0.1', ['127.0.0.1']],
    ['2001:db8::/32,192.0.2.7', ['2001:db8::/32', '192.0.2.7']],
  ])('trusts the proxies of TRUST_PROXY=%j', (text, trustedProxies) => {
    expect(readConfig({ TRUST_PROXY: text })).toMatchObject({ ok: true, value: { trustedProxies } });
  });

  it.each(['yes', 'TRUE', '0', '11', '-1', '1.5', 'proxy.example', '256.0.0.1', '10.0.0.0/0', '10.0.0.0/33', '10.0.0.0/8/8', ',', '*'])(
    'of TRUST_PROXY=%j is refused',
    (text) => {
      expect(messages({ TRUST_PROXY: text }).map(english)).toEqual([
        `TRUST_PROXY must be false, true (one reverse proxy in front), the number of proxies from 1 to 10, or their addresses or networks parted by commas, such as 127.0.0.1; got ${JSON.stringify(text)}.`,
      ]);
    },
  );

  it.each([
    ['kafka-1', '第 1 个地址没有端口', 'address 1 has no port'],
    ['kafka-1:9092,', '第 2 个地址是空的', 'address 2 is empty'],
    ['kafka-1:9092,kafka-2:0', '第 2 个地址的主机名或端口（1–65535）不对', 'address 2 has a wrong host name or port'],
    ['a b:9092', '第 1 个地址的主机名或端口', 'address 1 has a wrong host name or port'],
    ['kafka://kafka-1:9092', '第 1 个地址带有协议名', 'address 1 names a protocol'],
    ['user:topsecret@kafka-1:9092', '第 1 个地址的主机名或端口', 'address 1 has a wrong host name or port'],
  ])('of KAFKA_BROKERS=%j is refused in Chinese and English, without showing it', (text, zh, en) => {
    const [line = '', ...more] = messages({ KAFKA_BROKERS: text });
    expect(more).toEqual([]);
    expect(line).toMatch(/^KAFKA_BROKERS：[^\n]+ \/ [^\n]+kafka-1:9092,kafka-2:9092[^\n]+$/);
    expect([line.includes(zh), line.includes(en), line.includes('topsecret')]).toEqual([true, true, false]);
  });

  it('names every bad variable at once', () => {
    const read = readConfig({ PORT: 'x', LOG_LEVEL: 'x', ADMIN_PASSWORD: 'x' });
    expect(read.ok ? [] : read.failure.map(({ variable }) => variable)).toEqual(['PORT', 'ADMIN_PASSWORD', 'LOG_LEVEL']);
  });

  it('writes JSON lines in production unless told otherwise', () => {
    const format = (env: NodeJS.ProcessEnv) => readConfig(env).ok && (readConfig(env) as { value: { logFormat: string } }).value.logFormat;
    expect([format({ NODE_ENV: 'production' }), format({ NODE_ENV: 'production', LOG_FORMAT: 'text' })]).toEqual(['json', 'text']);
  });
});
