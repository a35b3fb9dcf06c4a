import type { Subscriptions } from '@budget/ports';

/** Starts subscriptions one after the other: the first one on a new database makes the table that all of them share. */
export function startInTurn(subscriptions: Subscriptions): Subscriptions {
  let turn: Promise<unknown> = Promise.resolve();
  return {
    start: (subscriber) => {
      const started = turn.then(() => subscriptions.start(subscriber));
      turn = started.catch(() => undefined);
      return started;
    },
  };
}
