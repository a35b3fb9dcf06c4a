import { setTimeout as pause } from 'node:timers/promises';
import { isPassingTrouble, type EventStore, type RecordedEvent } from '@budget/ports';
import type pg from 'pg';
import { EVENT_COLUMNS, TEXT_ROWS, toRecordedEvent, type EventRow } from './recorded-event-row';

type Page = { readonly name: string; readonly text: string };

const SELECT = `SELECT ${EVENT_COLUMNS} FROM event_store.events`;
const FORWARDS: Page = {
  name: 'event_store_stream_forwards',
  text: `${SELECT} WHERE stream = $1 AND version >= $2 ORDER BY version LIMIT $3`,
};
const BACKWARDS: Page = {
  name: 'event_store_stream_backwards',
  text: `${SELECT} WHERE stream = $1 AND version <= $2 ORDER BY version DESC LIMIT $3`,
};
const ALL: Page = { name: 'event_store_all', text: `${SELECT} WHERE position > $1 ORDER BY position LIMIT $2` };
const ALL_OF_TYPES: Page = {
  name: 'event_store_all_of_types',
  text: `${SELECT} WHERE position > $1 AND type = ANY ($3) ORDER BY position LIMIT $2`,
};
const END = 9_223_372_036_854_775_807n;

/** Reads through named statements: parsed once a connection, rows as plain text. */
export class EventReader {
  private readonly pages = new Map<string, Promise<readonly RecordedEvent[]>>();

  constructor(private readonly pool: pg.Pool) {}

  stream(
    stream: string,
    { from, direction = 'forwards', limit }: Parameters<EventStore['readStream']>[1] = {},
  ): Promise<readonly RecordedEvent[]> {
    const values = [stream, from ?? (direction === 'forwards' ? 0n : END), limit ?? null];
    return this.read(direction === 'forwards' ? FORWARDS : BACKWARDS, values);
  }

  all(after: bigint, { limit, types }: Parameters<EventStore['readAll']>[1]): Promise<readonly RecordedEvent[]> {
    return types ? this.read(ALL_OF_TYPES, [after, limit, types]) : this.read(ALL, [after, limit]);
  }

  /**
   * Followers that stand at the same place share one read: events never change. Only a read begun at the same `moment` is
   * shared: an older one may have missed what the follower was just woken for.
   */
  shared(after: bigint, limit: number, moment: number): Promise<readonly RecordedEvent[]> {
    const key = `${after}/${limit}/${moment}`;
    const underWay = this.pages.get(key);
    if (underWay) return underWay;
    const page = this.all(after, { limit }).finally(() => this.pages.delete(key));
    this.pages.set(key, page);
    return page;
  }

  async head(): Promise<bigint> {
    const { rows } = await again(() => this.pool.query<{ position: string }>('SELECT position::text AS position FROM event_store.head'));
    if (!rows[0]) throw new Error('The event store has no head row. It was restored only in part: restore the whole schema event_store.');
    return BigInt(rows[0].position);
  }

  private async read(page: Page, values: unknown[]): Promise<readonly RecordedEvent[]> {
    const { rows } = await again(() => this.pool.query<EventRow>({ ...page, values, rowMode: 'array', types: TEXT_ROWS }));
    return rows.map(toRecordedEvent);
  }
}

/** After a restart of the server a pool hands out connections that are dead already: a read may simply be asked again. */
async function again<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (const wait of [25, 150]) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassingTrouble(error)) throw error;
      await pause(wait);
    }
  }
  return ask();
}
