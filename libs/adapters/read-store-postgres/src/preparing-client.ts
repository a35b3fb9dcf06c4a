import { createHash } from 'node:crypto';
import pg from 'pg';

type QueryingClient = new (config?: string | pg.ClientConfig) => { query(query: unknown, values?: unknown, done?: unknown): unknown };

const names = new Map<string, string>();

/** The same text has the same name on every connection; PostgreSQL cuts names off at 63 bytes. */
function nameOf(text: string): string {
  const name = names.get(text) ?? `own_${createHash('sha256').update(text).digest('base64url')}`;
  names.set(text, name);
  return name;
}

class Preparing extends (pg.Client as QueryingClient) {
  override query(query: unknown, values?: unknown, done?: unknown): unknown {
    if (typeof query !== 'string' || !Array.isArray(values) || values.length === 0) return super.query(query, values, done);
    return super.query({ name: nameOf(query), text: query, values }, done);
  }
}

/**
 * Runs every statement that has values as a prepared one. Ours are long, their values few: the database needs up to twenty times as
 * long to plan one as to run it. Texts hold no values, so that there are no more of them than ways to combine the filters.
 */
export const PreparingClient = Preparing as typeof pg.Client;
