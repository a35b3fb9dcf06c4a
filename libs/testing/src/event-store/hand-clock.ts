import { instantOfEpoch, parseInstant, type Instant } from '@budget/kernel';
import type { Clock } from '@budget/ports';

/** A clock that stands still until a test turns it. */
export class HandClock implements Clock {
  constructor(private instant: Instant = parseInstant('2025-07-01T09:00:00+08:00')) {}

  now(): Instant {
    return this.instant;
  }

  set(text: string): void {
    this.instant = parseInstant(text);
  }

  advance(milliseconds: number): void {
    this.instant = instantOfEpoch(new Date(this.instant).valueOf() + milliseconds);
  }
}
