import type { EventStore } from '@budget/ports';
import { appendingContract } from './appending.contract';
import type { EventStoreHarness } from './event-store-harness';
import { followingContract } from './following.contract';
import { HandClock } from './hand-clock';
import { joiningContract } from './joining.contract';
import { OrdinalEventStore } from './ordinal-event-store';
import { readingContract } from './reading.contract';
import { recordingContract } from './recording.contract';
import { retryingContract } from './retrying.contract';
import type { Scene } from './scene';
import { severalStreamsContract } from './several-streams.contract';

/** Every rule of the EventStore port as tests. Each adapter calls this once in its own spec; all must pass unchanged. */
export function eventStoreContract(name: string, harness: EventStoreHarness): void {
  describe(`${name} keeps the contract of the event store:`, () => {
    let store: EventStore | undefined;
    let clock = new HandClock();
    const scene: Scene = {
      get store() {
        if (!store) throw new Error('The store is open only while a test runs.');
        return store;
      },
      get clock() {
        return clock;
      },
    };

    beforeEach(async () => {
      clock = new HandClock();
      const opened = await harness.open(clock);
      store = harness.positions === 'gapless' ? opened : new OrdinalEventStore(opened);
    });
    afterEach(async () => {
      await store?.close();
      store = undefined;
    });

    appendingContract(scene);
    retryingContract(scene, harness.ids);
    severalStreamsContract(scene);
    readingContract(scene);
    recordingContract(scene);
    followingContract(scene);
    joiningContract(scene, harness.begin);
  });
}
