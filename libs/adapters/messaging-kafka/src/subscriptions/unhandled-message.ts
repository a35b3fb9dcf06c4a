/** The message that stopped a subscription, where it stands, and why. */
export class UnhandledMessage extends Error {
  constructor(
    place: { readonly topic: string; readonly partition: number; readonly offset: bigint },
    /** Of its event in the store; null when the message could not be read. */
    readonly position: bigint | null,
    /** Of the request that led to it; null when the message does not say. */
    readonly correlationId: string | null,
    cause: unknown,
  ) {
    super(
      `Offset ${place.offset} in partition ${place.partition} of ${place.topic} could not be handled: ` +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
    this.name = 'UnhandledMessage';
  }
}
