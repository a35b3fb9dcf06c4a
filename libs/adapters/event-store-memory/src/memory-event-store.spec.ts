import { eventStoreContract } from '@budget/testing';
import { MemoryEventStore } from './memory-event-store';

eventStoreContract('The memory event store', { open: (clock) => Promise.resolve(new MemoryEventStore(clock)) });
