import { builtMonitor } from './built-monitor';
import { Client } from './client';
import { RunningProgram } from './running-program';

export { cleanEnvironment } from './running-program';
export const ADMIN_PASSWORD = 'correct-horse-battery';

export type MonitorOptions = {
  readonly dataDir: string;
  /** MONITOR_CLOCK; default: the machine's time. */
  readonly clock?: string;
  /** Arguments after `serve`. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
};

const URL_LINE = /running: (http:\/\/\S+)/;

/** The built product in a process of its own: embedded database in `dataDir` unless `env` names another, a free port, user admin. */
export class MonitorProcess extends RunningProgram {
  /** Spawned and not yet waited for. */
  static spawn({ dataDir, clock, args = [], env = {} }: MonitorOptions): MonitorProcess {
    const settings = { DATA_DIR: dataDir, PORT: '0', ADMIN_PASSWORD, LOG_LEVEL: 'warn', ...(clock && { MONITOR_CLOCK: clock }), ...env };
    return new MonitorProcess(builtMonitor(), ['serve', ...args], settings);
  }

  /** Resolves when the URL has been printed; throws with the output when the process ends first. */
  static async start(options: MonitorOptions): Promise<MonitorProcess> {
    const monitor = MonitorProcess.spawn(options);
    await monitor.printed(URL_LINE);
    return monitor;
  }

  get url(): string {
    const url = URL_LINE.exec(this.output)?.[1];
    if (url === undefined) throw new Error(`The monitor has printed no URL yet:\n${this.output}`);
    return url;
  }

  /** A session of this user against the running monitor. */
  login(username = 'admin', password = ADMIN_PASSWORD): Promise<Client> {
    return Client.login(this.url, username, password);
  }
}
