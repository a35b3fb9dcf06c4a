import { eventStoreContract } from '@budget/testing';
import { MemoryEventStore } from './memory-event-store';

eventStoreContract('The memory event store', {
  positions: 'gapless',
  ids: 'store-wide',
  open: (clock) => Promise.resolve(new MemoryEventStore(clock)),
});
