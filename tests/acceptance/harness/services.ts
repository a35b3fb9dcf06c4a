import { built, builtMonitor } from './built-monitor';
import { Client } from './client';
import { freePort } from './free-port';
import { ADMIN_PASSWORD } from './monitor-process';
import { ServiceProcess } from './service-process';

export const SERVICES = ['command-service', 'projection-service', 'alerting-service'] as const;
export type Kind = (typeof SERVICES)[number] | 'relay';

export type Layout = {
  readonly databaseUrl: string;
  /** Where events and feed are, as the environment says it. */
  readonly settings: () => Readonly<Record<string, string>>;
  /** Processes of each service. */
  readonly copies: number;
  readonly relays: number;
};

/** Every service in processes of its own on one database, one or several of each, and a session that is good at all of them. */
export class Services {
  private readonly running = new Map<Kind, ServiceProcess[]>();
  private session: Client | undefined;

  constructor(private readonly layout: () => Layout) {}

  of(kind: Kind): readonly ServiceProcess[] {
    return this.running.get(kind) ?? [];
  }

  /** The session at a service of this kind; callers with different turns are spread over its processes. */
  at(kind: Kind, turn = 0): Client {
    const all = this.of(kind);
    const url = all[turn % all.length]?.url;
    if (!this.session || url === undefined) throw new Error('The services are started in beforeAll');
    return this.session.at(url);
  }

  async start(clock: string): Promise<void> {
    const { copies, relays } = this.layout();
    // A build holds this process up; a server that lives in it would not answer what was started before.
    built(...SERVICES, ...(relays > 0 ? ['monitor'] : []));
    this.running.clear();
    const started = [
      ...SERVICES.flatMap((kind) => Array.from({ length: copies }, () => this.add(kind, clock))),
      ...Array.from({ length: relays }, () => this.add('relay', clock)),
    ];
    await Promise.all(started.map(async (service) => (await service).ready()));
    this.session ??= await Client.login(this.of('command-service')[0]?.url ?? '', 'admin', ADMIN_PASSWORD);
  }

  /** One more process, not yet waited for. `port`: that of one that has ended, to take its place. */
  async add(kind: Kind, clock: string, port?: number): Promise<ServiceProcess> {
    const { databaseUrl, settings } = this.layout();
    const env = { DATABASE_URL: databaseUrl, MONITOR_CLOCK: clock, ...settings() };
    const at = port ?? (await freePort());
    const service = kind === 'relay' ? new ServiceProcess(builtMonitor(), at, env, ['relay']) : new ServiceProcess(built(kind)[0], at, env);
    this.running.set(kind, [...this.of(kind), service]);
    return service;
  }

  /** kill -9 of one process, and another at the same address. */
  async crash(kind: Kind, turn: number, clock: string): Promise<void> {
    const service = this.of(kind)[turn];
    if (!service) throw new Error(`There is no ${kind} number ${turn}`);
    await service.kill();
    this.forget(kind, service);
    await (await this.add(kind, clock, service.port)).ready();
  }

  /** This one is gone: ask it no more. */
  forget(kind: Kind, service: ServiceProcess): void {
    this.running.set(
      kind,
      this.of(kind).filter((other) => other !== service),
    );
  }

  /** SIGTERM to all; their exit codes. */
  stop(): Promise<(number | null)[]> {
    return Promise.all([...this.running.values()].flat().map((service) => service.stop()));
  }
}
