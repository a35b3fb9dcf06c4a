const SEED = 0x9747b28c;
const M = 0x5bd1e995;
const R = 24;

/** MurmurHash2, 32 bits, as Kafka's own clients compute it: any client can find the partition of a project again. */
export function murmur2(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  const { length } = bytes;
  let hash = SEED ^ length;
  const whole = length - (length % 4);
  for (let at = 0; at < whole; at += 4) {
    let k = Math.imul(bytes.readInt32LE(at), M);
    k = Math.imul(k ^ (k >>> R), M);
    hash = Math.imul(hash, M) ^ k;
  }
  const rest = length - whole;
  if (rest > 0) {
    for (let at = rest - 1; at >= 0; at--) hash ^= (bytes[whole + at] ?? 0) << (8 * at);
    hash = Math.imul(hash, M);
  }
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return (hash ^ (hash >>> 15)) | 0;
}

/** The partition that all messages with this ordering text go to. */
export const partitionOf = (orderedBy: string, partitions: number): number => (murmur2(orderedBy) & 0x7fffffff) % partitions;
