import { CheckpointAhead, type Subscriber, type Subscription, type Subscriptions } from '@budget/ports';
import { ensureFeedTables } from '../feed-tables';
import { feedProgress } from './feed-progress';
import { FeedRunner } from './feed-runner';
import type { FeedRunnerOptions } from './runner-options';

/**
 * Runs subscribers over a feed instead of the store: one consumer group a subscriber, any number of members. Offsets and stream versions are kept
 * beside the subscriber's rows, in the same transaction. A batch holds one partition: positions rise within it, not across batches.
 */
export class KafkaSubscriptions implements Subscriptions {
  constructor(private readonly options: FeedRunnerOptions) {}

  /** Throws CheckpointAhead when more was handled than the store holds: a restored backup. */
  async start(subscriber: Subscriber): Promise<Subscription> {
    const { pool, feed, store } = this.options;
    await ensureFeedTables(pool);
    const { handled } = await feedProgress(pool, subscriber.name, feed.topic);
    const head = await store.head();
    if (handled > head) throw new CheckpointAhead(subscriber.name, handled, head);
    return new FeedRunner(this.options, subscriber);
  }
}
