import { randomUUID } from 'node:crypto';
import { instantOfEpoch } from '@budget/kernel';
import { openEventStoreOf } from '../open-event-store-of';

// Appends, follows what it appended, closes the store and has nothing more to do: the process must end by itself.
const [url = '', prefix = ''] = process.argv.slice(2);
const store = openEventStoreOf(url, { clock: { now: () => instantOfEpoch(Date.now()) }, prefix });
const metadata = { commandId: 'c', correlationId: 'c', causationId: 'c', actor: 'one-life' };
const event = { id: randomUUID(), type: 'PaymentNoted', schemaVersion: 1, data: { number: 1 } };
await store.append({ stream: 'a', expected: 'no-stream', events: [event] }, { metadata });
for await (const batch of store.follow(0n, { limit: 10, signal: new AbortController().signal })) {
  process.stdout.write(`${batch.length}\n`);
  break;
}
const waiting = store
  .follow(await store.head(), { limit: 10, signal: new AbortController().signal })
  [Symbol.asyncIterator]()
  .next();
setTimeout(() => void store.close(), 50);
await waiting.catch((error: unknown) => process.stdout.write(`${error instanceof Error ? error.message : 'not an error'}\n`));
