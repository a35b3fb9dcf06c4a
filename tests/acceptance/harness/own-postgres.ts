import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import pg from 'pg';
import type { Endpoint } from './tcp-proxy';

const LIMIT_MS = 120_000;

/** A database server of one's own, which a test may stop and start again at the same port. */
export class OwnPostgres {
  private readonly folder = mkdtempSync(join(tmpdir(), 'budget-monitor-own-postgres-'));
  private server: EmbeddedPostgres | undefined;

  get endpoint(): Endpoint {
    return { host: '127.0.0.1', port: this.running.port };
  }

  async start(): Promise<void> {
    const again = this.server && { port: this.server.port };
    this.server = await startEmbeddedPostgres({ dataDir: this.folder, log: () => undefined, ...again });
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  /** An empty database of this name, as seen at a port. */
  async makeDatabase(name: string): Promise<(port: number) => string> {
    const address = new URL(this.running.connectionString);
    const client = new pg.Client(this.running.connectionString);
    await client.connect();
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
    await client.end();
    address.pathname = `/${name}`;
    return (port) => {
      address.port = String(port);
      return address.href;
    };
  }

  async remove(): Promise<void> {
    await this.server?.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  private get running(): EmbeddedPostgres {
    if (!this.server) throw new Error('The database server is started in beforeAll');
    return this.server;
  }
}

/** Started before the first test of the file or block that calls this, removed after the last. */
export function useOwnPostgres(): OwnPostgres {
  const postgres = new OwnPostgres();
  beforeAll(() => postgres.start(), LIMIT_MS);
  afterAll(() => postgres.remove(), LIMIT_MS);
  return postgres;
}
