import { commandIdOf } from '@budget/alerting-service';
import { SIMULATION_ACTOR, simulationStream, WorkingYear, type SimulatedCounty, type SimulationCompleted } from '@budget/domain/simulation';
import { projectBudgetStream } from '@budget/domain/project-budget';
import { addDays, lastDayOf, startOf, type LocalDate } from '@budget/kernel';
import type { EventStore } from '@budget/ports';
import { CountyLedger } from './county-ledger';
import { countyProject } from './county-project';
import { CountyWriter } from './county-writer';
import { CountyYear, type CountyStep } from './county-year';

export type CountyOrder = SimulatedCounty & { readonly projects: number; readonly today: LocalDate };
export type CountyOutcome = { readonly events: number; readonly payments: number };

type Watch = { readonly check: () => void; readonly onProgress: (done: number, total: number, events: number) => void };

const CHUNK = 250;
/** So many chunks are under way: while one waits for its commit, the next is prepared. */
const CHUNKS_AT_ONCE = 4;

/** Whether an earlier run has begun this county: its first project is there. */
export async function isBegun(store: EventStore, county: SimulatedCounty): Promise<boolean> {
  const { registered } = countyProject(county, 0, []);
  return (await store.readStream(projectBudgetStream(registered.data), { limit: 1 })).length > 0;
}

/** Null when this simulation was completed before. Interrupted, it is completed by running it again. */
export async function simulateCounty(store: EventStore, order: CountyOrder, watch: Watch): Promise<CountyOutcome | null> {
  const { seed, fiscalYear, projects, today } = order;
  const stream = simulationStream({ kind: 'county', seed, fiscalYear, projects });
  if ((await store.readStream(stream, { limit: 1 })).length > 0) return null;

  const year = new WorkingYear(fiscalYear);
  const ledger = new CountyLedger(projects, year);
  const writer = new CountyWriter(store);
  const steps = new CountyYear(order, ledger, writer, year, today).steps();
  for (const [index, step] of steps.entries()) {
    await takeStep(step, projects, (done) => {
      watch.check();
      watch.onProgress(index * projects + done, steps.length * projects, writer.events);
    });
  }

  const payments = ledger.paymentsTaken();
  const lastDay = lastDayOf(fiscalYear, 12);
  const through = lastDay < today ? lastDay : addDays(today, -1);
  const completed: SimulationCompleted = {
    type: 'SimulationCompleted',
    schemaVersion: 1,
    data: { kind: 'county', seed, fiscalYear, projects, payments, through },
  };
  const commandId = commandIdOf(['complete', stream]);
  const recordedAt = startOf(addDays(through, 1));
  await writer.write({ stream, after: null, facts: [completed], commandId, actor: SIMULATION_ACTOR, recordedAt });
  return { events: writer.events, payments };
}

/** Chunks are prepared in order and written side by side: they share a moment, so their order in the store is free. */
async function takeStep(prepare: CountyStep, projects: number, onChunk: (done: number) => void): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < projects) {
      const from = next;
      next = Math.min(next + CHUNK, projects);
      const writes = Array.from({ length: next - from }, (_, offset) => prepare(from + offset));
      await Promise.all(writes.flatMap((write) => (write ? [write()] : [])));
      onChunk(next);
    }
  };
  await Promise.all(Array.from({ length: CHUNKS_AT_ONCE }, worker));
}
