import { Client } from './client';
import { eventually } from './eventually';
import { ADMIN_PASSWORD } from './monitor-process';
import { RunningProgram, type Place } from './running-program';

const START_LIMIT_MS = 90_000;

/** One service of its own, built and running against a database that others share. */
export class ServiceProcess extends RunningProgram {
  constructor(
    entry: string,
    readonly port: number,
    env: Readonly<Record<string, string>>,
    args: readonly string[] = [],
    place: Place = {},
  ) {
    super(entry, args, { PORT: String(port), ADMIN_PASSWORD, LOG_LEVEL: 'warn', ...env }, place);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves once /health/ready says ready; throws with the output when it does not come up. */
  async ready(): Promise<void> {
    await eventually(async () => {
      const { status } = await Client.anonymous(this.url).get('/health/ready');
      if (status !== 200) throw new Error(`${this.url} is not ready: ${status}`);
    }, START_LIMIT_MS).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.output}`);
    });
  }
}
