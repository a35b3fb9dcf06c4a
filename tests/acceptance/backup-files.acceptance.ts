import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { useTestDatabase, type TestDatabase } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { preparePlatformSchema } from '@budget/adapters/nest-platform';
import { HandClock } from '@budget/testing';
import { EventStoreServer } from '../../infra/test-engines/event-store-server/event-store-server';
import { damaged, linesOfBackup, rewritten, type BackupAnswer } from './harness/backup-file';
import { builtMonitor, WORKSPACE } from './harness/built-monitor';
import { commandLine, type CommandOutcome } from './harness/command-line';
import { eventually } from './harness/eventually';
import { RunningProgram } from './harness/running-program';

jest.setTimeout(120_000);
const CLOCK = '2025-11-15T10:00:00+08:00';
const DOCUMENT = join(WORKSPACE, 'tests/fixtures/weixian-2025.txt');
const NOWHERE = { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/nowhere' };
const shelf = mkdtempSync(join(tmpdir(), 'budget-monitor-backups-'));
afterAll(() => rmSync(shelf, { recursive: true }));

const on = ({ connectionString }: TestDatabase): Record<string, string> => ({ DATABASE_URL: connectionString, MONITOR_CLOCK: CLOCK });
const rowsOf = async ({ pool }: TestDatabase, columns: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await pool.query<Record<string, unknown>>(`SELECT ${columns} FROM event_store.events AS e ORDER BY e.position`)).rows;
const FACTS = 'stream, version, id, type, schema_version, data::text, metadata::text, recorded_at, digest';

function expectRefused({ code, stderr }: CommandOutcome, ...words: readonly string[]): void {
  expect(stderr.trim().split('\n')).toHaveLength(1);
  for (const word of words) expect(stderr).toContain(word);
  expect(code).toBe(2);
}

async function backedUp(name: string, env: Readonly<Record<string, string>>): Promise<BackupAnswer> {
  const { code, stdout, stderr } = await commandLine(['backup', '--to', join(shelf, name), '--json'], env);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as BackupAnswer;
}

describe('a backup of a database of one’s own', () => {
  const [source, target, another] = [useTestDatabase(), useTestDatabase(), useTestDatabase()];
  let file: string;

  beforeAll(async () => {
    await preparePlatformSchema(source.pool);
    await source.pool.query(
      `INSERT INTO access.app_user (username, display_name, password_hash, roles, units) VALUES ('a', '甲', 'x', '{auditor}', '{}')`,
    );
    expect((await commandLine(['simulate', '--projects', '60'], on(source))).code).toBe(0);
    file = (await backedUp('county.jsonl.gz', on(source))).file;
  });

  it('is verified without a database', async () => {
    const { code, stdout } = await commandLine(['restore', '--check', file, '--json'], NOWHERE);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      expect.objectContaining({ restored: false, rows: { 'access.app_user': 1, 'command.idempotency': 0 } }),
    ]);
  });

  const middle = (lines: readonly string[]): number => Math.floor(lines.length / 2);
  it.each<[string, () => string, string]>([
    [
      'one byte of an amount changed',
      () =>
        rewritten(file, 'amount', (lines) =>
          lines.map((line, at) => (at === middle(lines) ? line.replace(/"fiscalYear":2/, '"fiscalYear":3') : line)),
        ),
      'does not have its digest',
    ],
    ['an event left out', () => rewritten(file, 'gap', (lines) => lines.filter((_, at) => at !== middle(lines))), 'was expected'],
    [
      'two events in each other’s place',
      () => rewritten(file, 'order', (lines) => [...lines.slice(0, 8), lines[9] ?? '', lines[8] ?? '', ...lines.slice(10)]),
      'line 9',
    ],
    [
      'a user given another role',
      () => rewritten(file, 'role', (lines) => lines.map((line) => line.replace('"auditor"', '"admin"'))),
      'SHA-256',
    ],
    ['a footer missing', () => rewritten(file, 'footer', (lines) => lines.slice(0, -1)), 'the footer is missing'],
    ['something after the footer', () => rewritten(file, 'more', (lines) => [...lines, lines[5] ?? '']), 'after the footer'],
    [
      'a newer format',
      () => rewritten(file, 'newer', ([header = '', ...lines]) => [header.replace('"formatVersion":1', '"formatVersion":2'), ...lines]),
      'newer version',
    ],
    [
      'one bit of the compressed file flipped',
      () => damaged(file, 'bit', (bytes) => (bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0x10, bytes.length >> 1), bytes)),
      'line',
    ],
    ['its second half lost', () => damaged(file, 'half', (bytes) => bytes.subarray(0, bytes.length >> 1)), 'cut short'],
    ['no backup at all', () => DOCUMENT, 'no file of budget-monitor backup'],
    ['no file', () => join(shelf, 'missing'), 'no such file'],
  ])('is refused with %s, before anything is written', async (_, make, words) => {
    const path = make();
    expectRefused(await commandLine(['restore', '--from', path], on(target)), path, words);
    expect((await target.pool.query(`SELECT FROM pg_namespace WHERE nspname IN ('event_store', 'access')`)).rowCount).toBe(0);
  });

  it('killed -9 in the middle of a restore leaves the database empty, and the restore can be run again', async () => {
    await PostgresEventStore.open({ pool: target.pool, clock: new HandClock() });
    const holder = await target.pool.connect();
    await holder.query('BEGIN; LOCK TABLE event_store.events IN SHARE MODE');
    const restoring = new RunningProgram(builtMonitor(), ['restore', '--from', file], on(target));
    await eventually(async () => {
      const { rowCount } = await target.pool.query(
        `SELECT FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'COPY %' AND wait_event_type = 'Lock'`,
      );
      expect(rowCount).toBe(1);
    });
    await restoring.kill();
    await holder.query('ROLLBACK');
    holder.release();
    await eventually(async () => expect(await rowsOf(target, 'position')).toEqual([]));
    expect((await target.pool.query('SELECT FROM access.app_user')).rowCount).toBe(0);

    expect((await commandLine(['restore', '--from', file], on(target))).code).toBe(0);
    expect(await rowsOf(target, `position, ${FACTS}`)).toEqual(await rowsOf(source, `position, ${FACTS}`));
  });

  it('is not restored into a database that holds anything', async () => {
    expectRefused(await commandLine(['restore', '--from', file], on(target)), 'access.app_user', 'is not empty');
    await preparePlatformSchema(another.pool);
    await another.pool.query(
      `INSERT INTO access.app_user (username, display_name, password_hash, roles, units) VALUES ('b', '乙', 'x', '{admin}', '{}')`,
    );
    expectRefused(await commandLine(['restore', '--from', file], on(another)), 'access.app_user', 'is not empty');
  });

  it('replaces no file, leaves none half-written and needs something to back up', async () => {
    expectRefused(await commandLine(['backup', '--to', file], on(source)), '--to', file);
    expectRefused(await commandLine(['backup', '--to', join(shelf, 'no/folder.gz')], on(source)), '--to', 'no such folder');
    expectRefused(
      await commandLine(['backup', '--to', join(shelf, 'new.gz')], { DATA_DIR: join(shelf, 'nothing') }),
      'DATA_DIR',
      'no database',
    );
    expectRefused(await commandLine(['restore'], on(source)), '--from');
    expectRefused(await commandLine(['backup'], on(source)), '--to');
    expect(readdirSync(shelf).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  it('is not taken while a table is there that nobody has placed', async () => {
    await source.pool.query('CREATE TABLE command.unheard_of (id int)');
    const { code, stderr } = await commandLine(['backup', '--to', join(shelf, 'unheard.gz')], on(source));
    await source.pool.query('DROP TABLE command.unheard_of');
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain('command.unheard_of');
  });

  it('is not taken of a store whose events do not have their digests', async () => {
    await source.pool.query(
      `ALTER TABLE event_store.events DISABLE TRIGGER USER; UPDATE event_store.events SET type = 'Forged' WHERE position = 7`,
    );
    const { code, stderr } = await commandLine(['backup', '--to', join(shelf, 'forged.gz')], on(source));
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain('event position 7');
    expect(readdirSync(shelf).filter((name) => name.includes('forged'))).toEqual([]);
  });
});

describe('a backup of events in KurrentDB', () => {
  const server = new EventStoreServer();
  beforeAll(async () => {
    builtMonitor();
    await server.start();
  });
  afterAll(() => server.stop());
  const [source, target] = [useTestDatabase(), useTestDatabase()];

  it('holds both databases, and restores into PostgreSQL with positions, versions and digests as they were', async () => {
    const env = { ...on(source), EVENT_STORE_URL: server.url };
    expect((await commandLine(['import', DOCUMENT], env)).code).toBe(0);
    await preparePlatformSchema(source.pool);
    const answer = await backedUp('kurrent.jsonl.gz', env);
    expect([answer.events, answer.positions, answer.rows['command.document_file']]).toEqual([23, 'increasing', 1]);

    expectRefused(await commandLine(['restore', '--from', answer.file], { ...on(target), EVENT_STORE_URL: server.url }), 'EVENT_STORE_URL');
    const { code, stderr } = await commandLine(['restore', '--from', answer.file], on(target));
    expect([code, stderr]).toEqual([0, expect.stringContaining('their positions are kept')]);
    const events = linesOfBackup(answer.file).flatMap((line) => /"position":"(\d+)","digest":"(\w+)"/.exec(line)?.slice(1) ?? []);
    const stored = await rowsOf(target, `position::text, encode(digest, 'hex') AS digest`);
    expect(stored.flatMap((row) => Object.values(row))).toEqual(events);
    const checked = await commandLine(['check', '--date', '2025-06-30'], on(target));
    expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining('22 judged')]);
  });
});
