import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { EventStoreServer } from '../../../infra/test-engines/event-store-server/event-store-server';
import type { Endpoint } from './tcp-proxy';

/** An event store server that a test may ill-treat. */
export type EventStoreEngine = {
  /** What its restart and its freeze are, for the names of tests. */
  readonly restart: string;
  readonly freeze: string;
  /** Why it can be neither killed nor frozen; null when it can. */
  readonly untouchable: string | null;
  readonly endpoint: Endpoint;
  /** Its connection string, were it at this port of 127.0.0.1. */
  urlAt(port: number): string;
  start(): Promise<unknown>;
  /** After the last test; a server of EVENT_STORE_URL runs on. */
  end(): Promise<unknown>;
  kill(): Promise<unknown>;
  freezeNow(): Promise<unknown>;
  thaw(): Promise<unknown>;
};

/**
 * The server of EVENT_STORE_URL, one node and empty, killed and frozen by the command EVENT_STORE_CONTROL followed by kill, start, freeze or
 * thaw; else the server made for tests, whose log lives on in this process while its connections do not.
 */
export function eventStoreEngine(): EventStoreEngine {
  const { EVENT_STORE_URL: url, EVENT_STORE_CONTROL: control } = process.env;
  return url ? namedServer(url, control || null) : madeServer();
}

function madeServer(): EventStoreEngine {
  const server = new EventStoreServer();
  return {
    restart: 'an event store (made for tests: its log stays, every connection breaks) that is away and back',
    freeze: 'an event store that takes requests and answers none',
    untouchable: null,
    get endpoint() {
      return server.endpoint;
    },
    urlAt: (port) => `kurrentdb://127.0.0.1:${port}?tls=false`,
    start: () => server.start(),
    kill: () => Promise.resolve(server.stop()),
    end: () => Promise.resolve(server.stop()),
    freezeNow: () => Promise.resolve((server.faults.frozen = true)),
    thaw: () => Promise.resolve((server.faults.frozen = false)),
  };
}

function namedServer(url: string, control: string | null): EventStoreEngine {
  const { hostname, port } = new URL(url.replace(/^[^:]+/, 'http'));
  const order = (word: string) => promisify(execFile)('sh', ['-c', `${control ?? 'false'} ${word}`]);
  return {
    restart: 'an event store that is killed with SIGKILL and started again',
    freeze: 'an event store that is stopped by SIGSTOP and goes on',
    untouchable:
      control === null ? 'EVENT_STORE_CONTROL names no command that kills, starts, freezes and thaws the server of EVENT_STORE_URL' : null,
    endpoint: { host: hostname, port: Number(port || 2113) },
    urlAt: (at) => url.replace(/\/\/([^@/]*@)?[^/?]+/, (_, credentials: string | undefined) => `//${credentials ?? ''}127.0.0.1:${at}`),
    start: () => (control === null ? Promise.resolve() : order('start')),
    kill: () => order('kill'),
    end: () => Promise.resolve(),
    freezeNow: () => order('freeze'),
    thaw: () => order('thaw'),
  };
}
