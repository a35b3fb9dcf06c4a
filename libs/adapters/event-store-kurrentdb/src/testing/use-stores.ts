import { randomUUID } from 'node:crypto';
import type { Clock } from '@budget/ports';
import { clientUrl } from '../connection-url';
import { DbClientGateway } from '../gateway/db-client-gateway';
import type { StreamsGateway } from '../gateway/streams-gateway';
import { KurrentdbEventStore, type KurrentdbEventStoreOptions } from '../kurrentdb-event-store';

export type OpenStore = (
  options?: Partial<KurrentdbEventStoreOptions>,
  change?: (gateway: StreamsGateway) => StreamsGateway,
) => KurrentdbEventStore;

export type Stores = {
  readonly url: string;
  /** Begins the names of all streams of the running test. */
  readonly prefix: string;
  /** Another store on the same server and streams, as another process would open it; closed after the test. */
  readonly open: OpenStore;
};

/** A server made for tests. */
export type TestServer = { readonly url: string; start(): Promise<unknown>; stop(): void };

/** The server of EVENT_STORE_URL, or the one given; each test has streams of its own. */
export function useStores(server: TestServer, clock: Clock): Stores {
  const real = process.env['EVENT_STORE_URL'];
  let opened: KurrentdbEventStore[] = [];
  let prefix = '';
  beforeAll(async () => {
    if (!real) await server.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    prefix = `test-${randomUUID()}-`;
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
  });
  const url = (): string => clientUrl(real ?? server.url);
  return {
    get url() {
      return url();
    },
    get prefix() {
      return prefix;
    },
    open: (options = {}, change = (gateway) => gateway) => {
      const gateway = change(new DbClientGateway({ url: url(), prefix }));
      const store = new KurrentdbEventStore({ gateway, clock, prefix, ...options });
      opened.push(store);
      return store;
    },
  };
}
