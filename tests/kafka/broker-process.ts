import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Brokers of this test run that may be crashed: SIGKILL, nothing flushed by their own will. */
export class BrokerProcess {
  private constructor(
    private readonly script: string,
    private readonly dir: string,
    readonly brokers: readonly string[],
  ) {}

  static async start(script: string, dir: string, port: number, nodes = 1): Promise<BrokerProcess> {
    const { stdout } = await run(script, ['up', '--dir', dir, '--port', String(port), '--nodes', String(nodes)]);
    return new BrokerProcess(script, dir, stdout.trim().split(','));
  }

  /** All of them, or the one of this number, counted from 1. */
  async kill(node?: number): Promise<void> {
    await run(this.script, ['kill', '--dir', this.dir, ...(node === undefined ? [] : ['--node', String(node)])]);
  }

  async up(): Promise<void> {
    await run(this.script, ['up', '--dir', this.dir]);
  }

  async wipe(): Promise<void> {
    await run(this.script, ['wipe', '--dir', this.dir]);
  }
}
