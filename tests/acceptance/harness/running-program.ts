import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { WORKSPACE } from './built-monitor';

const START_LIMIT_MS = 90_000;

/** The environment of a child: ours without any setting of the monitor, then the given ones. */
export function cleanEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  return { PATH, HOME, TMPDIR, ...settings };
}

const running = new Set<RunningProgram>();
// What a failed test left behind would keep the whole run from ending.
afterAll(async () => {
  await Promise.all([...running].map((program) => program.stop()));
}, START_LIMIT_MS);

/** Where a program runs, and as whom: the workspace and ourselves unless said otherwise. */
export type Place = { readonly cwd?: string; readonly uid?: number; readonly gid?: number };

/** A built program in a process of its own, with everything it prints. */
export class RunningProgram {
  output = '';
  /** The exit code; null when a signal ended it. */
  readonly ended: Promise<number | null>;
  private readonly child: ChildProcessWithoutNullStreams;

  constructor(entry: string, args: readonly string[], env: Readonly<Record<string, string>>, place: Place = {}) {
    const options = { cwd: WORKSPACE, env: cleanEnvironment(env), ...place };
    this.child = spawn(process.execPath, ['--enable-source-maps', entry, ...args], options);
    const keep = (chunk: Buffer): void => void (this.output += chunk.toString('utf8'));
    this.child.stdout.on('data', keep);
    this.child.stderr.on('data', keep);
    running.add(this);
    this.ended = new Promise((resolve) =>
      this.child.once('close', (code) => {
        running.delete(this);
        resolve(code);
      }),
    );
  }

  /** Waits until the output holds the pattern; throws with the output when the process ends first. */
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
      void this.ended.then(give('The program ended'));
      look();
    });
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
