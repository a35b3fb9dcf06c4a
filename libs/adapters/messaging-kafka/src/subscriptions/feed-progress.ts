import type { Transaction } from '@budget/ports';

export type FeedProgress = {
  /** Every project event up to this position is handled. */
  readonly handled: bigint;
  /** Messages that are acknowledged to the relay and not handled yet, by partition. */
  readonly lag: ReadonlyMap<number, bigint>;
};

type Row = {
  readonly relayed: string;
  readonly before: string;
  readonly partition: number | null;
  readonly lag: string;
  readonly position: string;
};

/** Where a subscription stands, in one look at what the relay and all members of the group have committed. */
export async function feedProgress(queryable: Transaction, name: string, topic: string): Promise<FeedProgress> {
  const { rows } = await queryable.query<Row>(
    `SELECT coalesce(relay.position, 0)::text AS relayed, coalesce(reader.handled_before, 0)::text AS before, sent.partition,
            greatest(sent.last_offset + 1 - coalesce(kept.next_offset, 0), 0)::text AS lag, coalesce(kept.position, 0)::text AS position
     FROM (SELECT $1::text AS name, $2::text AS topic) AS asked
     LEFT JOIN read_store.feed_reader AS reader ON reader.name = asked.name
     LEFT JOIN read_store.relay_topic AS relay ON relay.topic = asked.topic
     LEFT JOIN read_store.relay_offset AS sent ON sent.topic = relay.topic
     LEFT JOIN read_store.consumer_offset AS kept
       ON kept.name = asked.name AND kept.topic = relay.topic AND kept.partition = sent.partition`,
    [name, topic],
  );
  const behind = rows.flatMap(({ partition, lag, position }) =>
    partition === null || lag === '0' ? [] : [{ partition, lag: BigInt(lag), position: BigInt(position) }],
  );
  const relayed = BigInt(rows[0]?.relayed ?? 0);
  const before = BigInt(rows[0]?.before ?? 0);
  const read = behind.reduce((least, { position }) => (position < least ? position : least), relayed);
  return {
    handled: read > before ? read : before,
    lag: new Map(behind.map(({ partition, lag }) => [partition, lag])),
  };
}
