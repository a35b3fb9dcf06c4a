import type { Instant } from '@budget/kernel';

/** What time it is. The domain never asks the machine; services ask this port, tests turn it by hand. */
export interface Clock {
  now(): Instant;
}

export const CLOCK = Symbol('Clock');
