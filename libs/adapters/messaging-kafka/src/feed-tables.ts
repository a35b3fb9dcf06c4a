import { makeSchema } from '@budget/ports';
import type pg from 'pg';

/** Tables of the read model's schema: what the relay has published, and what each subscription has read. */
export async function ensureFeedTables(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ known: boolean }>(`SELECT to_regclass('read_store.feed_reader') IS NOT NULL AS known`);
  if (rows[0]?.known) return;
  await pool.query(`
    ${makeSchema('read_store')}
    CREATE TABLE IF NOT EXISTS read_store.relay_topic (
      topic      text    NOT NULL PRIMARY KEY,
      position   bigint  NOT NULL,
      partitions integer CHECK (partitions > 0)
    );
    CREATE TABLE IF NOT EXISTS read_store.relay_offset (
      topic       text    NOT NULL,
      partition   integer NOT NULL,
      last_offset bigint  NOT NULL CHECK (last_offset >= 0),
      PRIMARY KEY (topic, partition)
    );
    CREATE TABLE IF NOT EXISTS read_store.consumer_offset (
      name        text        NOT NULL,
      topic       text        NOT NULL,
      partition   integer     NOT NULL,
      next_offset bigint      NOT NULL CHECK (next_offset >= 0),
      position    bigint      NOT NULL DEFAULT 0,
      updated_at  timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (name, topic, partition)
    );
    CREATE TABLE IF NOT EXISTS read_store.consumer_stream (
      name    text   NOT NULL,
      stream  text   NOT NULL,
      version bigint NOT NULL,
      PRIMARY KEY (name, stream)
    );
    CREATE TABLE IF NOT EXISTS read_store.feed_reader (
      name           text   NOT NULL PRIMARY KEY,
      handled_before bigint NOT NULL CHECK (handled_before >= 0)
    )`);
}
