import type { RecordedEvent } from '@budget/ports';

/** The event that a subscriber could not handle, and why. */
export class UnhandledEvent extends Error {
  readonly position: bigint;
  readonly correlationId: string;

  constructor({ position, type, stream, metadata }: RecordedEvent, cause: unknown) {
    super(`${type} at position ${position} of ${stream} could not be handled: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
    this.name = 'UnhandledEvent';
    this.position = position;
    this.correlationId = metadata.correlationId;
  }
}
