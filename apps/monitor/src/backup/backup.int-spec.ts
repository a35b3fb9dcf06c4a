import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { PostgresEventStore } from '@budget/adapters/event-store-postgres';
import { by, HandClock } from '@budget/testing';
import { makeKeptTables } from './kept-tables';
import { restoreBackup, verifyBackup } from './restore-backup';
import { Backup } from './take-backup';
import { writeWhole } from './whole-file';

const ODD = ['制表\t换行\n引号"反斜杠\\', '\\N', '😀 \u007f', 'a\\u0041\\', ''];
const QUIET = { check: () => undefined, onProgress: () => undefined };

describe('the file of a backup', () => {
  const [source, target] = [useTestDatabase(), useTestDatabase()];
  const shelf = mkdtempSync(join(tmpdir(), 'budget-monitor-format-'));
  const file = join(shelf, 'backup.jsonl.gz');
  let store: PostgresEventStore;

  beforeAll(async () => {
    store = await PostgresEventStore.open({ pool: source.pool, clock: new HandClock() });
    await makeKeptTables(source.pool);
    for (const [index, text] of ODD.entries()) {
      const events = [
        { id: randomUUID(), type: 'TextNoted', schemaVersion: 1, data: { text, list: [index, 1.5e-7, null, { b: true, a: text }] } },
      ];
      await store.append({ stream: `notes-${index % 2}`, expected: 'any', events }, by());
    }
    await source.pool.query(
      `INSERT INTO access.app_user (username, display_name, password_hash, roles, units) VALUES ('li', $1, 'h', '{officer,approver}', '{"203,001","2 \\"03"}')`,
      [ODD[0]],
    );
    await source.pool.query(`INSERT INTO command.document_file VALUES ('s', '文件.txt', $1, '2025-11-15T01:02:03.456789Z')`, [
      Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)),
    ]);
    await source.pool.query(`INSERT INTO command.file_mapping VALUES ('国库', '{"金额": "支付金额"}', '2025-11-15T01:02:03.456789Z')`);
    await source.pool.query(
      `INSERT INTO command.idempotency (username, key, fingerprint, owner, leased_until) VALUES ('li', 'open', 'f', 'o', now())`,
    );
    await source.pool.query(
      `INSERT INTO command.idempotency (username, key, fingerprint, owner, leased_until, status, body) VALUES ('li', 'done', 'f', 'o', now(), 201, '{}')`,
    );
    await writeWhole(file, backup().text());
  });
  afterAll(async () => {
    await store.close();
    rmSync(shelf, { recursive: true });
  });

  const backup = (): Backup => new Backup({ pool: source.pool, store, productVersion: '0.0.0', ownEvents: true }, QUIET);
  const everything = async (pool: typeof source.pool): Promise<unknown> => {
    const tables = ['event_store.events', 'event_store.head', 'access.app_user', 'command.document_file', 'command.file_mapping'];
    const answers = tables.map((table) => pool.query<{ row: string }>(`SELECT t::text AS row FROM ${table} AS t ORDER BY 1`));
    return (await Promise.all(answers)).map(({ rows }) => rows);
  };

  it('has a line for everything, in an order that a reader can follow', () => {
    const lines = gunzipSync(readFileSync(file)).toString('utf8').trimEnd().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'header',
      ...Array.from({ length: 4 }, () => ['table', 'row']).flat(),
      ...ODD.map(() => 'event'),
      'footer',
    ]);
  });

  it('keeps every text, list, byte and microsecond through a restore, and leaves running claims behind', async () => {
    await PostgresEventStore.open({ pool: target.pool, clock: new HandClock() });
    await restoreBackup(target.pool, file, await verifyBackup(file, QUIET), QUIET);
    expect(await everything(target.pool)).toEqual(await everything(source.pool));
    expect((await target.pool.query('SELECT key FROM command.idempotency')).rows).toEqual([{ key: 'done' }]);
  });

  it('appears under its name only when it is complete', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield Buffer.from('half');
      throw new Error('the database went away');
    }
    await expect(writeWhole(join(shelf, 'half.gz'), broken())).rejects.toThrow('the database went away');
    expect(readdirSync(shelf)).toEqual(['backup.jsonl.gz']);
  });

  it('is found out wherever one byte of it is changed', async () => {
    const text = gunzipSync(readFileSync(file));
    const changed = join(shelf, 'changed.gz');
    for (let at = 0; at < text.length; at += 97) {
      const bytes = Buffer.from(text);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(changed, gzipSync(bytes));
      await expect(verifyBackup(changed, QUIET)).rejects.toThrow(`${changed}：第 `);
    }
  });

  it('is found out wherever it is cut off', async () => {
    const bytes = readFileSync(file);
    const cut = join(shelf, 'cut.gz');
    for (let length = 0; length < bytes.length; length += 211) {
      writeFileSync(cut, bytes.subarray(0, length));
      await expect(verifyBackup(cut, QUIET)).rejects.toThrow(/line \d+：/);
    }
  });
});
