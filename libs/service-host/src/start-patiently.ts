import { setTimeout as pause } from 'node:timers/promises';
import { isPassingTrouble, type Subscriber, type Subscription, type Subscriptions } from '@budget/ports';

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/** A start that meets passing trouble, such as an event store that says nothing yet, is tried again for as long as it takes; anything else ends it. */
export function startPatiently(
  subscriptions: Subscriptions,
  onTrouble: (subscription: string, error: unknown, pauseMs: number) => void,
  firstPauseMs = FIRST_PAUSE_MS,
): Subscriptions {
  const start = async (subscriber: Subscriber): Promise<Subscription> => {
    for (let wait = firstPauseMs; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        return await subscriptions.start(subscriber);
      } catch (error) {
        if (!isPassingTrouble(error)) throw error;
        onTrouble(subscriber.name, error, wait);
        await pause(wait);
      }
    }
  };
  return { start };
}
