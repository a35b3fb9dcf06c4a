import type { Transaction } from '@budget/ports';
import type { FeedRunnerOptions } from './runner-options';

const KEEP = 'INSERT INTO read_store.feed_reader (name, handled_before) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING';

/** Whether a subscription has ever read a feed. One that has must not go on over the store: it would handle events twice. */
export async function isFeedReader(queryable: Transaction, name: string): Promise<boolean> {
  const { rowCount } = await queryable.query('SELECT FROM read_store.feed_reader WHERE name = $1', [name]);
  return rowCount === 1;
}

/** Notes, once for ever, that a subscription reads a feed from now on, and what it had handled over the store before. */
export async function becomeFeedReader(queryable: Transaction, name: string, takeOver: FeedRunnerOptions['takeOver']): Promise<true> {
  if (takeOver && !(await isFeedReader(queryable, name))) {
    await takeOver(name, async (transaction, position) => void (await transaction.query(KEEP, [name, position])));
  }
  return true;
}

/** The position up to which the subscription had handled everything before it read a feed. After a reset: nothing. */
export async function handledBefore(transaction: Transaction, name: string): Promise<bigint> {
  const { rows } = await transaction.query<{ before: string }>(
    'SELECT handled_before::text AS before FROM read_store.feed_reader WHERE name = $1',
    [name],
  );
  const [row] = rows;
  if (!row) await transaction.query(KEEP, [name, 0n]);
  return BigInt(row?.before ?? 0);
}
