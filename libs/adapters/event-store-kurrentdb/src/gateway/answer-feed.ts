import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { clientError, isRefusal } from './client-error';
import { StoreAway } from './store-away';
import { storedEvent } from './stored-event';
import type { LiveFeed, StoredEvent } from './streams-gateway';

/** The client's call, as far as it is used here. */
export type ReadCall = {
  cancel(): void;
  pause(): unknown;
  resume(): unknown;
  on(event: 'data', listener: (answer: ReadResp) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
};

// A consumer that is this far behind lets the server wait; one that stays behind is dropped by it and goes on by pages.
const FULL = 4_000;

/** The events of one subscription call, in the order they came. */
export class AnswerFeed implements LiveFeed {
  private arrived: StoredEvent[] = [];
  private failure: Error | null = null;
  private readonly waiting = new Set<() => void>();
  private paused = false;

  constructor(private readonly call: ReadCall) {
    call.on('data', (answer) => this.add(answer));
    call.on('error', (error) => this.break(broken(error)));
    call.on('end', () => this.break(broken(new Error('The server ended it.'))));
    call.on('close', () => this.break(broken(new Error('It was closed.'))));
  }

  get broken(): Error | null {
    return this.failure;
  }

  take(limit: number): readonly StoredEvent[] {
    const taken = this.arrived.splice(0, limit);
    if (this.paused && this.arrived.length < FULL / 2) {
      this.paused = false;
      this.call.resume();
    }
    return taken;
  }

  changed(withinMs: number, signal: AbortSignal): Promise<void> {
    if (this.arrived.length > 0 || this.failure || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, withinMs);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  cancel(): void {
    this.break(new Error('The subscription was ended here.'));
    this.call.cancel();
  }

  private add(answer: ReadResp): void {
    const event = storedEvent(answer);
    if (!event) return;
    this.arrived.push(event);
    if (this.arrived.length >= FULL && !this.paused) {
      this.paused = true;
      this.call.pause();
    }
    this.wake();
  }

  private break(error: Error): void {
    this.failure ??= error;
    this.wake();
  }

  private wake(): void {
    for (const wake of [...this.waiting]) wake();
  }
}

/** However a subscription breaks, it can be begun again behind the last event; unless this user may not read. */
const broken = (error: Error): Error => (isRefusal(error) ? clientError('a subscription', error) : new StoreAway('a subscription', error));
