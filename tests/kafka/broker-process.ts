import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A broker of this test run that may be crashed: SIGKILL, nothing flushed by its own will. */
export class BrokerProcess {
  private constructor(
    private readonly script: string,
    private readonly dir: string,
    readonly brokers: readonly string[],
  ) {}

  static async start(script: string, dir: string, port: number): Promise<BrokerProcess> {
    const { stdout } = await run(script, ['up', '--dir', dir, '--port', String(port)]);
    return new BrokerProcess(script, dir, stdout.trim().split(','));
  }

  async kill(): Promise<void> {
    await run(this.script, ['kill', '--dir', this.dir]);
  }

  async up(): Promise<void> {
    await run(this.script, ['up', '--dir', this.dir]);
  }

  async wipe(): Promise<void> {
    await run(this.script, ['wipe', '--dir', this.dir]);
  }
}
