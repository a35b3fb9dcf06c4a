import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty DATA_DIR for one test file; `remove` also ends the database server that a killed monitor left behind. */
export class DataFolder {
  readonly path = mkdtempSync(join(tmpdir(), 'budget-monitor-acceptance-'));

  remove(): void {
    const server = this.leftoverServer();
    if (server !== null) process.kill(server, 'SIGQUIT');
    rmSync(this.path, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private leftoverServer(): number | null {
    try {
      const pid = parseInt(readFileSync(join(this.path, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
      process.kill(pid, 0);
      return pid;
    } catch {
      return null;
    }
  }
}
