import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import type { Projection } from '@budget/adapters/read-store-postgres';
import { AlertingCore, alertingSubscriber, commandIdOf, createDueMilestones } from '@budget/alerting-service';
import { createFiscalYears, fiscalYearsSubscriber } from '@budget/command-service';
import { createReadModel, isReadModelNewer, openReadModel, readModelSubscriber } from '@budget/projection-service';
import { EXIT_USAGE, type Host } from '@budget/service-host';
import { CommandFailed } from '../command-failed';

type ProjectionOf = (host: Host) => Projection;

/** Everything whose rows come from events alone, by the name of the subscription that keeps it. */
export const PROJECTIONS = {
  'read-model': () => ({ subscriber: readModelSubscriber(), schema: 'read_model', create: createReadModel, isTablesOnly: true }),
  'command-fiscal-years': () => ({ subscriber: fiscalYearsSubscriber, schema: 'command', create: createFiscalYears, isTablesOnly: true }),
  // Over an empty store the assessor finds nothing to do: the diary is kept, and no alert is raised.
  alerting: ({ clock }) => ({
    subscriber: alertingSubscriber(new AlertingCore(new MemoryEventStore(clock)).assessor, clock, commandIdOf),
    schema: 'alerting',
    create: createDueMilestones,
    isTablesOnly: false,
  }),
} as const satisfies Readonly<Record<string, ProjectionOf>>;

export type ProjectionName = keyof typeof PROJECTIONS;

/** Brings the live tables to the shape of this version, as a start of the services would. */
export async function prepareLiveTables({ config, pool }: Host): Promise<void> {
  await createFiscalYears(pool);
  await createDueMilestones(pool);
  const readModel = await openReadModel(config.databaseUrl, 1);
  try {
    if (!(await isReadModelNewer(readModel))) return;
    throw new CommandFailed(
      'DATABASE_URL：读模型来自更新的版本，请用那个版本重建 / the read model comes from a newer version, rebuild it with that one',
      EXIT_USAGE,
    );
  } finally {
    await readModel.destroy();
  }
}
