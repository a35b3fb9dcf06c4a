import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { preparePlatformSchema } from '../database/platform.schema';
import { IdempotencyKeys } from './idempotency-keys';
import { IdempotencyTable, type StoredAnswer } from './idempotency-table';
import { processOwner } from './process-owner';

const database = useTestDatabase();
const fingerprint = (text: string): Buffer => createHash('sha256').update(text).digest();
const created: StoredAnswer = { status: 201, body: '{"version":"1"}', etag: '"1"' };
const zhang = (key: string) => ({ username: 'zhang', key });

/** As a process of its own would see the table. */
function keysOfProcess(owner = processOwner()): IdempotencyKeys {
  return new IdempotencyKeys(new IdempotencyTable(database.pool, owner), owner);
}

async function run(keys: IdempotencyKeys, key: string, body: string, answer: StoredAnswer | null): Promise<void> {
  const claim = await keys.claim(zhang(key), fingerprint(body));
  if (claim.kind !== 'run') throw new Error(`expected to run, was told ${claim.kind}`);
  await claim.settle(answer);
}

beforeAll(() => preparePlatformSchema(database.pool));

describe('an idempotency key', () => {
  it('lets the first request run and gives its answer to every repetition, in any process', async () => {
    const keys = keysOfProcess();
    await run(keys, 'first', 'a', created);
    const answered = { kind: 'answered', answer: created };
    expect(await keys.claim(zhang('first'), fingerprint('a'))).toEqual(answered);
    expect(await keysOfProcess().claim(zhang('first'), fingerprint('a'))).toEqual(answered);
  });

  it('refuses another request under the same key', async () => {
    const keys = keysOfProcess();
    await run(keys, 'taken', 'a', created);
    expect(await keys.claim(zhang('taken'), fingerprint('b'))).toEqual({ kind: 'other-request' });
  });

  it('belongs to its user', async () => {
    const keys = keysOfProcess();
    await run(keys, 'shared word', 'a', created);
    expect((await keys.claim({ username: 'li', key: 'shared word' }, fingerprint('b'))).kind).toBe('run');
  });

  it('is free again when its run gave no final answer', async () => {
    const keys = keysOfProcess();
    await run(keys, 'failed', 'a', null);
    expect((await keys.claim(zhang('failed'), fingerprint('a'))).kind).toBe('run');
  });

  it.each([
    ['one process', (mine: IdempotencyKeys) => mine],
    ['two processes', () => keysOfProcess()],
  ])('makes a second request wait for the first, in %s', async (_name, other) => {
    const mine = keysOfProcess();
    const key = `wait ${_name}`;
    const first = await mine.claim(zhang(key), fingerprint('a'));
    const second = other(mine).claim(zhang(key), fingerprint('a'));
    if (first.kind !== 'run') throw new Error(first.kind);
    await first.settle(created);
    expect(await second).toEqual({ kind: 'answered', answer: created });
  });

  it('runs once when 200 requests in two processes bring it at the same moment', async () => {
    const processes = [keysOfProcess(), keysOfProcess()];
    let runs = 0;
    const kinds = await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const claim = await (processes[index % 2] as IdempotencyKeys).claim(zhang('stampede'), fingerprint('a'));
        if (claim.kind !== 'run') return claim;
        runs += 1;
        await claim.settle(created);
        return { kind: 'answered', answer: created };
      }),
    );
    expect(runs).toBe(1);
    expect(new Set(kinds.map((kind) => JSON.stringify(kind)))).toEqual(new Set([JSON.stringify({ kind: 'answered', answer: created })]));
  });

  it('many keys at once from two processes never block each other', async () => {
    const processes = [keysOfProcess(), keysOfProcess()];
    await Promise.all(
      Array.from({ length: 400 }, async (_, index) => {
        const claim = await (processes[index % 2] as IdempotencyKeys).claim(zhang(`many ${index >> 1}`), fingerprint('a'));
        if (claim.kind === 'run') await claim.settle(created);
      }),
    );
    const { rows } = await database.pool.query(
      `SELECT count(*)::int AS kept FROM command.idempotency WHERE key LIKE 'many %' AND status = 201`,
    );
    expect(rows).toEqual([{ kept: 200 }]);
  });

  it('left by a process that was killed on this machine is free at once', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    await keysOfProcess([hostname(), pid, 'killed'].join('/')).claim(zhang('orphan'), fingerprint('a'));
    expect((await keysOfProcess().claim(zhang('orphan'), fingerprint('a'))).kind).toBe('run');
  });

  it('left by a process of another machine is free when its lease has run out', async () => {
    await keysOfProcess('elsewhere/1/gone').claim(zhang('far orphan'), fingerprint('a'));
    await database.pool.query(`UPDATE command.idempotency SET leased_until = now() - interval '1 second' WHERE key = 'far orphan'`);
    expect((await keysOfProcess().claim(zhang('far orphan'), fingerprint('a'))).kind).toBe('run');
  });

  it('is forgotten after seven days and not before', async () => {
    const keys = keysOfProcess();
    await run(keys, 'six days', 'a', created);
    await run(keys, 'eight days', 'a', created);
    await database.pool.query(
      `UPDATE command.idempotency SET created_at = now() - make_interval(days => CASE key WHEN 'six days' THEN 6 ELSE 8 END) WHERE key IN ('six days', 'eight days')`,
    );
    await new IdempotencyTable(database.pool, 'any').purge();
    const { rows } = await database.pool.query(`SELECT key FROM command.idempotency WHERE key LIKE '% days'`);
    expect(rows).toEqual([{ key: 'six days' }]);
  });
});
