import type { Clock } from '@budget/ports';
import { BadEventStoreUrl, clientUrl } from './connection-url';
import { DbClientGateway } from './gateway/db-client-gateway';
import { KurrentdbEventStore, type KurrentdbEventStoreOptions } from './kurrentdb-event-store';

export type OpenOptions = Omit<KurrentdbEventStoreOptions, 'gateway'> & {
  readonly clock: Clock;
  /** How long one append or read may take before it counts as unanswered, in milliseconds. */
  readonly timeoutMs?: number;
};

/**
 * The event store behind a connection string: kurrentdb://, kurrentdb+discover://, esdb:// or esdb+discover://, with the
 * credentials and the TLS options of the client. Connects at first use. Throws BadEventStoreUrl.
 */
export function openEventStoreOf(url: string, { timeoutMs, ...options }: OpenOptions): KurrentdbEventStore {
  const prefix = options.prefix ?? '';
  return new KurrentdbEventStore({ ...options, gateway: gatewayTo(clientUrl(url), prefix, timeoutMs) });
}

function gatewayTo(url: string, prefix: string, timeoutMs: number | undefined): DbClientGateway {
  try {
    return new DbClientGateway({ url, prefix, ...(timeoutMs !== undefined && { timeoutMs }) });
  } catch (error) {
    throw new BadEventStoreUrl(withoutPassword(error instanceof Error ? error.message : String(error)));
  }
}

/** The client's message may quote the connection string and point into it over several lines. */
const withoutPassword = (message: string): string =>
  message
    .replace(/\/\/[^@/\s]*@/g, '//…@')
    .split('\n')[0]!
    .replace(/[.\s]+$/, '');
