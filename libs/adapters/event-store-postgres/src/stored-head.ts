import type { Transaction } from '@budget/ports';

/** The last position that this transaction sees; null when the database has no event store yet. Makes and changes nothing. */
export async function storedHead(transaction: Transaction): Promise<bigint | null> {
  const { rows } = await transaction.query<{ known: boolean }>(`SELECT to_regclass('event_store.head') IS NOT NULL AS known`);
  if (!rows[0]?.known) return null;
  const heads = await transaction.query<{ position: string }>('SELECT position::text AS position FROM event_store.head');
  return heads.rows[0] ? BigInt(heads.rows[0].position) : null;
}
