import type { FeedMessage } from '@budget/ports';
import { partitionOf } from './partition-of';

export type Round = readonly { readonly partition: number; readonly messages: readonly FeedMessage[] }[];

/**
 * Messages by partition, cut so that no partition gets more than `limit` bytes at once: a broker refuses larger record batches.
 * Rounds are sent one after the other, which keeps the order within each partition.
 */
export function roundsOf(messages: readonly FeedMessage[], partitions: number, limit: number): readonly Round[] {
  const piles = new Map<number, { round: number; bytes: number }>();
  const rounds: Map<number, FeedMessage[]>[] = [];
  for (const message of messages) {
    const partition = partitionOf(message.orderedBy, partitions);
    const bytes = sizeOf(message);
    const pile = piles.get(partition) ?? { round: 0, bytes: 0 };
    const full = pile.bytes > 0 && pile.bytes + bytes > limit;
    const next = full ? { round: pile.round + 1, bytes } : { round: pile.round, bytes: pile.bytes + bytes };
    piles.set(partition, next);
    const round = (rounds[next.round] ??= new Map<number, FeedMessage[]>());
    const pending = round.get(partition);
    if (pending) pending.push(message);
    else round.set(partition, [message]);
  }
  return rounds.map((round) => [...round].map(([partition, pending]) => ({ partition, messages: pending })));
}

// Text of this house is mostly Chinese in the value and plain in the headers.
const sizeOf = ({ value, headers }: FeedMessage): number =>
  Buffer.byteLength(value) + Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + text.length * 2, 64);
