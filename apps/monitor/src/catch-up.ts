import type { EventStore, Subscriber, Subscriptions } from '@budget/ports';
import { CommandFailed } from './command-failed';

type Needs = { readonly store: EventStore; readonly subscriptions: Subscriptions };
type Watch = { readonly signal: AbortSignal; readonly onProgress: (handled: number, head: number) => void };

const LOOK_MS = 250;

/** Runs a subscription until it has handled everything recorded so far, here or in the process that owns it. */
export async function catchUp({ store, subscriptions }: Needs, subscriber: Subscriber, { signal, onProgress }: Watch): Promise<void> {
  const head = await store.head();
  const run = await subscriptions.start(subscriber);
  try {
    while (!signal.aborted && !(await run.reached(head, LOOK_MS))) {
      const { state, checkpoint, lastError } = await run.health();
      if (state === 'stopped') throw new CommandFailed(`${subscriber.name}: ${lastError?.message ?? 'stopped'}`);
      onProgress(Number(checkpoint), Number(head));
    }
  } finally {
    await run.close();
  }
}
