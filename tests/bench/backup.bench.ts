import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@budget/adapters/embedded-postgres';
import pg from 'pg';
import { measuredCommand } from './backup/measured-command';
import { copyInto, linesOf } from './event-store/read-model';
import { median } from './event-store/measure';

const PROJECTS = Number(process.env['PROJECTS'] ?? 25_000);
const ROUNDS = Number(process.env['ROUNDS'] ?? 3);

type Answer = { readonly events: number; readonly bytes: number; readonly seconds: number };

if (!existsSync('dist/apps/monitor/main.js')) throw new Error('Build first: npx nx build monitor');
const folder = await mkdtemp(join(tmpdir(), 'budget-monitor-bench-'));
const server = await startEmbeddedPostgres({ dataDir: folder, log: () => undefined });
const pool = new pg.Pool({ connectionString: server.connectionString, max: 2 });
const figures = new Map<string, number[]>();
const note = (name: string, figure: number): void => void figures.set(name, [...(figures.get(name) ?? []), figure]);
const figure = (name: string): number => median(figures.get(name) ?? []);

await measuredCommand(['simulate', '--projects', String(PROJECTS)], server.connectionString, /simulated projects/);
let events = 0;
let bytes = 0;
for (let round = 1; round <= ROUNDS; round++) {
  const begun = performance.now();
  const lines = await linesOf(pool, 'event_store.events');
  note('copy out', (performance.now() - begun) / 1_000);
  note('copy in', (await copyInto(pool, 'event_store.events', lines)) / 1_000);
  await pool.query('DROP SCHEMA copied CASCADE');

  const file = join(folder, `${round}.jsonl.gz`);
  const backup = await measuredCommand(['backup', '--to', file, '--json'], server.connectionString);
  ({ events, bytes } = JSON.parse(backup.stdout) as Answer);
  note('backup', (JSON.parse(backup.stdout) as Answer).seconds);
  note('backup MiB', backup.peakMiB);
  const check = await measuredCommand(['restore', '--check', file, '--json'], server.connectionString);
  note('check', (JSON.parse(check.stdout) as Answer).seconds);
  note('check MiB', check.peakMiB);
  await pool.query(`CREATE DATABASE restored_${round}`);
  const target = server.connectionString.replace(/\/\w+$/, `/restored_${round}`);
  const restore = await measuredCommand(['restore', '--from', file, '--json'], target);
  note('restore', (JSON.parse(restore.stdout) as Answer).seconds);
  note('restore MiB', restore.peakMiB);
  await pool.query(`DROP DATABASE restored_${round} WITH (FORCE)`);
  await rm(file);
}

const rate = (name: string): string => Math.round(events / figure(name)).toLocaleString('en');
const row = (what: string, name: string, yardstick?: string): string => {
  const ratio = yardstick === undefined ? '' : `${(figure(yardstick) / figure(name)).toFixed(2)} × COPY`;
  const memory = figures.has(`${name} MiB`) ? `${Math.round(figure(`${name} MiB`))} MiB` : '';
  return `| ${what} | ${rate(name)} | ${ratio} | ${memory} |`;
};
process.stdout.write(
  [
    `${events.toLocaleString('en')} events, ${(bytes / 1_048_576).toFixed(1)} MiB compressed; medians of ${ROUNDS} rounds.`,
    '',
    '| what | events/s | ratio | most memory |',
    '| --- | ---: | ---: | ---: |',
    row('COPY of the events to the client', 'copy out'),
    row('backup: digests computed again, compressed, on the disk', 'backup', 'copy out'),
    row('COPY of the events into a table with the same indexes', 'copy in'),
    row('restore --check: inflated, digests computed again', 'check', 'copy in'),
    row('restore --from: the check, then one transaction', 'restore', 'copy in'),
    '',
  ].join('\n'),
);
await pool.end();
await server.stop();
await rm(folder, { recursive: true, force: true });
