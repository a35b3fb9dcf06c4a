import { instantOfEpoch } from '@budget/kernel';
import pg from 'pg';
import { PostgresEventStore } from '../postgres-event-store';
import { BY_WRITER, numberedFact } from './numbered-fact';

// Appends fact after fact to its own stream and says each number once it is acknowledged, until it is killed.
const [connectionString = '', stream = '', from = '0'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 2 });
const store = await PostgresEventStore.open({ pool, clock: { now: () => instantOfEpoch(Date.now()) } });

for (let number = parseInt(from, 10); ; number++) {
  const expected = number === 0 ? 'no-stream' : BigInt(number - 1);
  const appended = await store.append({ stream, expected, events: [numberedFact(stream, number)] }, BY_WRITER);
  process.stdout.write(appended.ok ? `${number}\n` : `refused ${appended.failure.kind}\n`);
}
