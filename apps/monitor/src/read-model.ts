import { openReadModel, readModelSubscriber } from '@budget/projection-service';
import type { Host } from '@budget/service-host';
import { catchUp } from './catch-up';

const POOL_SIZE = 2;

/** Brings the screens up to the last fact, so that the first look at them is complete. */
export async function bringReadModelUpToDate(
  host: Host,
  signal: AbortSignal,
  onProgress: (handled: number, head: number) => void,
): Promise<void> {
  const tables = await openReadModel(host.config.databaseUrl, POOL_SIZE);
  try {
    await catchUp(host, readModelSubscriber(), { signal, onProgress });
  } finally {
    await tables.destroy();
  }
}
