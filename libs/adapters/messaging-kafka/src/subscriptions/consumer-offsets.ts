import type { Transaction } from '@budget/ports';

type Place = { readonly name: string; readonly topic: string; readonly partition: number };

export async function nextOffsetOf(queryable: Transaction, { name, topic, partition }: Place): Promise<bigint> {
  const { rows } = await queryable.query<{ next: string }>(
    'SELECT next_offset::text AS next FROM read_store.consumer_offset WHERE name = $1 AND topic = $2 AND partition = $3',
    [name, topic, partition],
  );
  return BigInt(rows[0]?.next ?? 0);
}

const FIRST = `
  INSERT INTO read_store.consumer_offset AS kept (name, topic, partition, next_offset) VALUES ($1, $2, $3, $5)
  ON CONFLICT (name, topic, partition) DO UPDATE SET next_offset = $5, updated_at = now() WHERE kept.next_offset = $4`;
const FURTHER = `
  UPDATE read_store.consumer_offset SET next_offset = $5, updated_at = now()
  WHERE name = $1 AND topic = $2 AND partition = $3 AND next_offset = $4`;

/**
 * Compare and swap inside the caller's transaction, before anything else in it: another member that still works on the same partition
 * waits here, and then finds that it was overtaken. False when another has moved the offset meanwhile.
 */
export async function moveOffset(
  transaction: Transaction,
  { name, topic, partition }: Place,
  from: bigint,
  next: bigint,
): Promise<boolean> {
  const { rowCount } = await transaction.query(from === 0n ? FIRST : FURTHER, [name, topic, partition, from, next]);
  return rowCount === 1;
}

/** The last position handled in a partition; what comes again never sets it back. */
export const keepPosition = (transaction: Transaction, { name, topic, partition }: Place, position: bigint): Promise<unknown> =>
  transaction.query(
    'UPDATE read_store.consumer_offset SET position = greatest(position, $4) WHERE name = $1 AND topic = $2 AND partition = $3',
    [name, topic, partition, position],
  );
