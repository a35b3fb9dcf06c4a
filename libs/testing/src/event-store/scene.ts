import type { EventStore } from '@budget/ports';
import type { HandClock } from './hand-clock';

/** The store of the running test and the clock it reads. */
export type Scene = { readonly store: EventStore; readonly clock: HandClock };
