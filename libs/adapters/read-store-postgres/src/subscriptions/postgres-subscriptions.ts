import type { Subscriber, Subscription, Subscriptions } from '@budget/ports';
import { ensureCheckpoints, loadCheckpoint } from './checkpoint';
import { assertSameHistory } from './same-history';
import { SubscriptionRunner, type RunnerOptions } from './subscription-runner';

/** Runs subscribers over any event store, with checkpoints and ownership in the PostgreSQL of the read model. */
export class PostgresSubscriptions implements Subscriptions {
  /** `pool`: of the read model. Each running subscription opens one more connection of its own beside it. */
  constructor(private readonly options: RunnerOptions) {}

  /** Throws CheckpointAhead or CheckpointForeign when the store was restored from a backup. */
  async start(subscriber: Subscriber): Promise<Subscription> {
    const { store, pool } = this.options;
    await ensureCheckpoints(pool);
    const checkpoint = await loadCheckpoint(pool, subscriber.name);
    await assertSameHistory(store, subscriber.name, checkpoint);
    return new SubscriptionRunner(this.options, subscriber, checkpoint);
  }
}
