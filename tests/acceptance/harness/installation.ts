import type { Role } from '@budget/contracts';
import { useTestDatabase, type TestDatabase } from '@budget/adapters/embedded-postgres';
import { tmpdir } from 'node:os';
import { weixian2025 } from '../../fixtures/weixian-2025.fixture';
import type { Client, Reply } from './client';
import { eventually } from './eventually';
import { MonitorProcess } from './monitor-process';

const START_LIMIT_MS = 120_000;
const USER_PASSWORD = 'a password for tests';

type Readiness = {
  readonly checks: Readonly<Record<string, { readonly state?: string; readonly lagEvents?: string; readonly head?: string }>>;
};

/** One database and the monitor that runs on it at one address, restarted with other clocks. */
export class Installation {
  private running: MonitorProcess | undefined;
  private port = '0';
  private session: Client | undefined;

  constructor(readonly database: TestDatabase) {}

  get monitor(): MonitorProcess {
    if (!this.running) throw new Error('The monitor is started in beforeAll');
    return this.running;
  }

  get url(): string {
    return this.monitor.url;
  }

  /** The administrator's session; it outlives restarts. */
  get admin(): Client {
    if (!this.session) throw new Error('The monitor is started in beforeAll');
    return this.session;
  }

  async start(clock: string): Promise<void> {
    const env = { DATABASE_URL: this.database.connectionString, PORT: this.port };
    this.running = await MonitorProcess.start({ dataDir: tmpdir(), clock, env });
    this.port = new URL(this.url).port;
    this.session ??= await this.running.login();
  }

  async stop(): Promise<number | null> {
    return this.monitor.stop();
  }

  /** A clean stop, then another day. */
  async restart(clock: string): Promise<void> {
    await this.stop();
    await this.start(clock);
  }

  /** kill -9, then another start. */
  async crash(clock: string): Promise<void> {
    await this.monitor.kill();
    await this.start(clock);
  }

  importPublished(fields: Readonly<Record<string, string>> = {}): Promise<Reply<{ position: string | null }>> {
    return this.admin.upload('/target-documents', { name: 'weixian-2025.txt', bytes: weixian2025.bytes }, fields);
  }

  /** Everything recorded has been projected and assessed, and what that led to as well. Answers the head position. */
  settled(): Promise<string> {
    return eventually(async () => {
      const { checks } = await this.admin.read<Readiness>('/health/ready');
      const subscriptions = Object.values(checks).filter(({ state }) => state !== undefined);
      const heads = new Set(subscriptions.map(({ head }) => head));
      const [head] = heads;
      if (head === undefined || heads.size > 1 || subscriptions.some(({ lagEvents }) => lagEvents !== '0'))
        throw new Error('Still at work');
      return head;
    });
  }

  /** The head position once at least so many events are recorded. */
  recorded(events: number): Promise<string> {
    return eventually(async () => {
      const { checks } = await this.admin.read<Readiness>('/health/ready');
      const head = checks['subscription:read-model']?.head ?? '0';
      if (Number(head) < events) throw new Error(`Only ${head} events are recorded`);
      return head;
    });
  }

  /** A payment that must be accepted; answers its position. */
  async pay(projectCode: string, payment: Readonly<Record<string, string>>): Promise<string> {
    const body = { fundSource: 'fiscal', ...payment };
    const answered = await this.admin.post<{ position: string }>(`/projects/${projectCode}/disbursements?fiscalYear=2025`, body);
    if (answered.status !== 201) throw new Error(`The payment was answered ${answered.status}: ${JSON.stringify(answered.body)}`);
    return answered.body.position;
  }

  /** A new user with a session. */
  async user(username: string, roles: readonly Role[], units: readonly string[] = []): Promise<Client> {
    const { status, body } = await this.admin.post('/users', { username, displayName: username, password: USER_PASSWORD, roles, units });
    if (status !== 201) throw new Error(`User ${username} was answered ${status}: ${JSON.stringify(body)}`);
    return this.monitor.login(username, USER_PASSWORD);
  }
}

/** A monitor with a database of its own for the test file that calls this; the published document is imported unless told otherwise. */
export function useInstallation(clock: string, { imported = true } = {}): Installation {
  const installation = new Installation(useTestDatabase());
  beforeAll(async () => {
    await installation.start(clock);
    if (!imported) return;
    const { status, body } = await installation.importPublished();
    if (status !== 201 || body.position === null) throw new Error(`The import was answered ${status}: ${JSON.stringify(body)}`);
    await installation.admin.read(`/summary?minPosition=${body.position}`);
  }, START_LIMIT_MS);
  afterAll(async () => {
    await installation.stop();
  }, START_LIMIT_MS);
  return installation;
}
