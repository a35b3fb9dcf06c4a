import { AlertingCore, alertingSubscriber, commandIdOf } from '@budget/alerting-service';
import { createGuards, guardsSubscriber } from '@budget/command-service';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import type { Host } from '@budget/service-host';
import { catchUp } from '../catch-up';

type OnProgress = (handled: number, head: number) => void;

/**
 * Takes the diary of milestones and the guards of the command service past the simulated facts, so that the next start is ready at
 * once. The simulation has judged and assessed its projects itself: over an empty store the assessor finds nothing to do.
 */
export async function takeOthersPastTheSimulation(host: Host, signal: AbortSignal, onProgress: OnProgress): Promise<void> {
  const { assessor } = new AlertingCore(new MemoryEventStore(host.clock));
  await createGuards(host.pool);
  await catchUp(host, guardsSubscriber, { signal, onProgress: () => undefined });
  await catchUp(host, alertingSubscriber(assessor, host.clock, commandIdOf), { signal, onProgress });
}
