import type { NewEvent } from '@budget/ports';
import pg from 'pg';

/** What most systems do: one INSERT, one commit, one sequence value an event. Same columns and indexes, no digest, no order. */
export class Baseline {
  private readonly clients: pg.Client[] = [];

  constructor(private readonly connectionString: string) {}

  async open(connections: number): Promise<void> {
    const first = await this.connect();
    await first.query(`
      CREATE SCHEMA IF NOT EXISTS baseline;
      CREATE TABLE IF NOT EXISTS baseline.events (
        position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, stream text NOT NULL COLLATE "C", version bigint NOT NULL, id uuid NOT NULL UNIQUE,
        type text NOT NULL, schema_version smallint NOT NULL, data json NOT NULL, metadata json NOT NULL,
        recorded_at timestamptz NOT NULL DEFAULT now(), UNIQUE (stream, version))`);
    while (this.clients.length < connections) await this.connect();
  }

  /** Every connection has prepared its statement once before it is measured. */
  async warmUp(event: (connection: number) => NewEvent): Promise<void> {
    await Promise.all(this.clients.map((_, connection) => this.insert(connection, `warm-${connection}`, 0, event(connection), '{}')));
  }

  async insert(connection: number, stream: string, version: number, event: NewEvent, metadata: string): Promise<void> {
    await this.clients[connection]?.query({
      name: 'baseline',
      text: 'INSERT INTO baseline.events (stream, version, id, type, schema_version, data, metadata) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      values: [stream, version, event.id, event.type, event.schemaVersion, JSON.stringify(event.data), metadata],
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.end()));
  }

  private async connect(): Promise<pg.Client> {
    const client = new pg.Client(this.connectionString);
    await client.connect();
    this.clients.push(client);
    return client;
  }
}
