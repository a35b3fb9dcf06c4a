import { instantOfEpoch } from '@budget/kernel';
import type { Transaction } from '@budget/ports';
import pg from 'pg';
import { PostgresEventStore } from '../postgres-event-store';
import { BY_WRITER, numberedFact } from './numbered-fact';

// Appends alone, in groups and inside transactions of which it rolls back about half; prints the ids that were committed.
const [connectionString = '', writer = '', rounds = '0'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: 4 });
const store = await PostgresEventStore.open({ pool, clock: { now: () => instantOfEpoch(Date.now()) } });
const committed: string[] = [];
let number = 0;
let seed = parseInt(writer, 10) + 1;
const chance = (sides: number): number => (seed = (seed * 48_271) % 2_147_483_647) % sides;
const nextFacts = () => Array.from({ length: 1 + chance(3) }, () => numberedFact(writer, number++));

for (let round = 0; round < parseInt(rounds, 10); round++) {
  if (chance(2) === 0) await inTransaction();
  else await Promise.all(Array.from({ length: 1 + chance(6) }, (_, stream) => append(`stream-${writer}-${stream}`)));
}
await store.close();
await pool.end();
process.stdout.write(JSON.stringify(committed));

async function append(stream: string, transaction?: Transaction): Promise<string[]> {
  const events = nextFacts();
  const appended = await store.append({ stream, expected: 'any', events }, { ...BY_WRITER, ...(transaction && { transaction }) });
  if (!appended.ok) throw new Error(`Refused: ${appended.failure.kind}`);
  const ids = events.map(({ id }) => id);
  if (!transaction) committed.push(...ids);
  return ids;
}

async function inTransaction(): Promise<void> {
  const client = await pool.connect();
  await client.query('BEGIN');
  const ids = [...(await append('shared', client)), ...(await append(`stream-${writer}`, client))];
  const keeps = chance(2) === 0;
  await client.query(keeps ? 'COMMIT' : 'ROLLBACK');
  client.release();
  if (keeps) committed.push(...ids);
}
