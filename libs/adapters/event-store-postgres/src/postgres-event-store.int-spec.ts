import { jest } from '@jest/globals';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { Transaction } from '@budget/ports';
import { eventStoreContract } from '@budget/testing';
import { PostgresEventStore } from './postgres-event-store';

// The suite also runs on machines that are busy with other suites.
jest.setTimeout(60_000);
const database = useTestDatabase();

eventStoreContract('The PostgreSQL event store', {
  positions: 'gapless',
  ids: 'store-wide',
  open: async (clock) => {
    await database.pool.query('DROP SCHEMA IF EXISTS event_store CASCADE');
    return PostgresEventStore.open({ pool: database.pool, clock });
  },
  begin: async () => {
    const client = await database.pool.connect();
    await client.query('BEGIN');
    const end = async (how: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
      await client.query(how);
      client.release();
    };
    const transaction: Transaction = client;
    return { transaction, commit: () => end('COMMIT'), rollback: () => end('ROLLBACK') };
  },
});
