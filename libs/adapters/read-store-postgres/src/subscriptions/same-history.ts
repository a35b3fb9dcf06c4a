import { CheckpointAhead, CheckpointForeign, type EventStore } from '@budget/ports';
import type pg from 'pg';
import { loadCheckpoint, type Checkpoint } from './checkpoint';

/** Throws when the checkpoint was written against another history than this store holds: a restored backup. */
export async function assertSameHistory(store: EventStore, name: string, { position, last }: Checkpoint): Promise<void> {
  const head = await store.head();
  if (position > head) throw new CheckpointAhead(name, position, head);
  if (!last) return;
  const [event] = await store.readStream(last.stream, { from: last.version, limit: 1 });
  if (event?.position !== position || event.digest !== last.digest) throw new CheckpointForeign(name, position);
}

/** Whether what a subscription has handled stands in this store. */
export const isOfThisHistory = async (store: EventStore, pool: pg.Pool, name: string): Promise<boolean> =>
  assertSameHistory(store, name, await loadCheckpoint(pool, name)).then(
    () => true,
    (error: unknown) => {
      if (error instanceof CheckpointAhead || error instanceof CheckpointForeign) return false;
      throw error;
    },
  );
