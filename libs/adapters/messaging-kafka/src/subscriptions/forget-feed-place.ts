import type { Transaction } from '@budget/ports';

/**
 * Forgets, inside the caller's transaction, that a subscription ever read a topic: it may then be run over the store or the feed, from wherever
 * its checkpoint says. No member may run.
 */
export async function forgetFeedPlace(transaction: Transaction, name: string): Promise<void> {
  await transaction.query('DELETE FROM read_store.consumer_offset WHERE name = $1', [name]);
  await transaction.query('DELETE FROM read_store.consumer_stream WHERE name = $1', [name]);
  await transaction.query('DELETE FROM read_store.feed_reader WHERE name = $1', [name]);
}
