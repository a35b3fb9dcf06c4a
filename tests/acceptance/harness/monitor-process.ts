import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { builtMonitor, WORKSPACE } from './built-monitor';
import { Client } from './client';

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
const START_LIMIT_MS = 90_000;

/** The environment of a child: ours without any setting of the monitor, then the given ones. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...settings };
}

/** The built product in a process of its own: embedded database in `dataDir`, a free port, user admin. */
export class MonitorProcess {
  output = '';
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcessWithoutNullStreams) {
    const keep = (chunk: Buffer): void => void (this.output += chunk.toString('utf8'));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.ended = new Promise((resolve) => child.once('close', (code) => resolve(code)));
  }

  /** Spawned and not yet waited for. */
  static spawn({ dataDir, clock, args = [], env = {} }: MonitorOptions): MonitorProcess {
    const settings = { DATA_DIR: dataDir, PORT: '0', ADMIN_PASSWORD, LOG_LEVEL: 'warn', ...(clock && { MONITOR_CLOCK: clock }), ...env };
    return new MonitorProcess(
      spawn(process.execPath, ['--enable-source-maps', builtMonitor(), 'serve', ...args], {
        cwd: WORKSPACE,
        env: cleanEnvironment(settings),
      }),
    );
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

  /** Waits until the output holds the pattern. */
  async printed(pattern: RegExp): Promise<void> {
    if (pattern.test(this.output)) return;
    await new Promise<void>((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(this.output)) settle(resolve);
      };
      const settle = (then: () => void): void => {
        clearTimeout(timer);
        this.child.stdout.off('data', look);
        this.child.stderr.off('data', look);
        then();
      };
      const give = (why: string) => (): void => settle(() => reject(new Error(`${why} before ${pattern} was printed:\n${this.output}`)));
      const timer = setTimeout(give(`${START_LIMIT_MS} ms passed`), START_LIMIT_MS);
      this.child.stdout.on('data', look);
      this.child.stderr.on('data', look);
      void this.ended.then(give('The monitor ended'));
      look();
    });
  }

  /** A session of this user against the running monitor. */
  login(username = 'admin', password = ADMIN_PASSWORD): Promise<Client> {
    return Client.login(this.url, username, password);
  }

  /** SIGTERM; resolves with the exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    return this.ended;
  }

  /** SIGKILL: no chance to say goodbye. The database server stays behind, as in real life. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}
