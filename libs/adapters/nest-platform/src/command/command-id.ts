import { createHash, randomUUID } from 'node:crypto';

/** With an idempotency key the same for every repetition of the request, otherwise new each time. */
export function commandIdOf(username: string, method: string, url: string, idempotencyKey: string | undefined): string {
  if (idempotencyKey === undefined) return randomUUID();
  const [path = url] = url.split('?', 1);
  return hashedUuid(JSON.stringify([username, method, path, idempotencyKey]));
}

/** The id of the n-th fact of a command: a repeated command makes the same facts again, which the store recognises. */
export const eventIdFor = (commandId: string, index: number): string => hashedUuid(`${commandId}/${index}`);

/** RFC 9562 version 8: 122 bits of a SHA-256. */
function hashedUuid(text: string): string {
  const bytes = createHash('sha256').update(text).digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
