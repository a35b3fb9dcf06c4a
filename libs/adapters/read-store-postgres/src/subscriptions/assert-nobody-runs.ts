import { NotNow, type Transaction } from '@budget/ports';
import { ownerConnection, ownerLock } from './owner';

/** Keeps every process from owning the subscription until the transaction ends. Throws NotNow while one runs it over the store or waits to. */
export async function assertNobodyRuns(transaction: Transaction, name: string): Promise<void> {
  const { rows } = await transaction.query<{ free: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${ownerLock('$1')}) AND NOT EXISTS (
       SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name = $2) AS free`,
    [name, ownerConnection(name)],
  );
  if (!rows[0]?.free) throw new NotNow(`Subscription "${name}" is still run over the event store by another process: stop that one first`);
}
