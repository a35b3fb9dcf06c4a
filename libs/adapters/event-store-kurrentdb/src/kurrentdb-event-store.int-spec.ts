import { randomUUID } from 'node:crypto';
import { eventStoreContract } from '@budget/testing';
import { EventStoreServer } from '../../../../infra/test-engines/event-store-server/event-store-server';
import { openEventStoreOf } from './open-event-store-of';

const real = process.env['EVENT_STORE_URL'];
const server = new EventStoreServer();
beforeAll(async () => {
  if (!real) await server.start();
});
afterAll(() => server.stop());

eventStoreContract(`The KurrentDB event store on ${real ? 'the server of EVENT_STORE_URL' : 'the test server'}`, {
  positions: 'increasing',
  ids: 'per-stream',
  open: async (clock) => openEventStoreOf(real ?? server.url, { clock, prefix: `test-${randomUUID()}-` }),
});
