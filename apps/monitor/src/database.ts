import { join } from 'node:path';
import { startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import type { MonitorConfig } from '@budget/adapters/nest-platform';

export type Database = { readonly url: string; stop(): Promise<void> };

/** The PostgreSQL of DATABASE_URL, or one of our own inside DATA_DIR. */
export async function openDatabase({ databaseUrl, dataDir }: MonitorConfig, log: (message: string) => void): Promise<Database> {
  if (databaseUrl !== null) return { url: databaseUrl, stop: () => Promise.resolve() };
  const embedded = await startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), log });
  return { url: embedded.connectionString, stop: () => embedded.stop() };
}
