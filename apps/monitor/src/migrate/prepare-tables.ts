import { createDueMilestones } from '@budget/alerting-service';
import { ensureFeedTables } from '@budget/adapters/messaging-kafka';
import { ensureFirstAdmin, preparePlatformSchema } from '@budget/adapters/nest-platform';
import { ensureCheckpoints } from '@budget/adapters/read-store-postgres';
import { createDocumentFiles, createFileMappings, createGuards } from '@budget/command-service';
import { openReadModel } from '@budget/projection-service';
import { oneAtATime, type Host } from '@budget/service-host';

/**
 * Every table that any of the services would make when it starts, and the first administrator when a password is given. The host has
 * made those of the event store. Safe beside running services, and to be run again. Throws when the database is of a newer version.
 */
export async function prepareTables({ pool, config }: Pick<Host, 'pool' | 'config'>): Promise<void> {
  await oneAtATime(pool, async () => {
    await preparePlatformSchema(pool);
    await createGuards(pool);
    await createDocumentFiles(pool);
    await createFileMappings(pool);
    await createDueMilestones(pool);
    await ensureCheckpoints(pool);
    await ensureFeedTables(pool);
    const readModel = await openReadModel(config.databaseUrl, 2);
    await readModel.destroy();
  });
  if (config.adminPassword !== null) await ensureFirstAdmin(pool, config.adminPassword);
}
