/** The topic no longer holds what a reader has not handled yet: it was deleted and made again, or cut. Nothing is guessed. */
export class FeedGone extends Error {
  constructor(topic: string, partition: number, wanted: bigint, found: string) {
    super(
      `Kafka topic ${topic} ${found} in partition ${partition}, but the next message wanted there has offset ${wanted}: the topic was ` +
        `deleted and made again, or messages were removed. Nothing was changed. Replay the store into a new topic with ` +
        `"budget-monitor relay --from 1 --topic <new>", then start with KAFKA_TOPIC=<new>.`,
    );
    this.name = 'FeedGone';
  }
}
