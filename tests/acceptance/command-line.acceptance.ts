import { jest } from '@jest/globals';
import { useTestDatabase, type TestDatabase } from '@budget/adapters/embedded-postgres';
import { judgeAnswer, targetDocumentAnswer } from '@budget/contracts';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { builtMonitor, WORKSPACE } from './harness/built-monitor';
import { commandLine, type CommandOutcome } from './harness/command-line';
import { DataFolder } from './harness/data-folder';
import { ADMIN_PASSWORD, MonitorProcess } from './harness/monitor-process';
import { RunningProgram } from './harness/running-program';

const LIMIT_MS = 240_000;
const CLOCK = '2025-11-15T10:00:00+08:00';
const DOCUMENT = join(WORKSPACE, 'tests/fixtures/weixian-2025.txt');
const NOWHERE = { DATABASE_URL: 'postgres://nobody:nothing@127.0.0.1:1/nowhere' };

jest.setTimeout(LIMIT_MS);

const folder = mkdtempSync(join(tmpdir(), 'budget-monitor-files-'));
const faulty = join(folder, 'faulty.txt');
const letter = join(folder, 'letter.txt');
beforeAll(() => {
  writeFileSync(faulty, weixian2025.text.replace('66%', '166%'));
  writeFileSync(letter, '您好，这不是绩效目标文本。\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const on = (database: TestDatabase, clock = CLOCK): Record<string, string> => ({
  DATABASE_URL: database.connectionString,
  MONITOR_CLOCK: clock,
});
const factsIn = async ({ pool }: TestDatabase): Promise<readonly unknown[]> =>
  (
    await pool.query<Record<string, unknown>>(
      'SELECT position, stream, version, type, data, recorded_at, digest FROM event_store.events ORDER BY position',
    )
  ).rows;

/** Each words of a command line with what its refusal must name, side by side: none changes anything. */
const expectAllRefused = (env: Record<string, string>, ...orders: readonly (readonly [args: readonly string[], ...words: string[]])[]) =>
  Promise.all(orders.map(async ([args, ...words]) => expectRefused(await commandLine(args, env), ...words)));

/** One line on stderr, nothing of a stack trace, exit code 2. */
function expectRefused({ code, stderr }: CommandOutcome, ...words: readonly string[]): void {
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).not.toMatch(/^\s+at /m);
  for (const word of words) expect(stderr).toContain(word);
  expect(code).toBe(2);
}

describe('the command line itself', () => {
  it('explains itself and every command in Chinese and English', async () => {
    const [{ code, stdout }, ofImport] = await Promise.all([commandLine(['--help']), commandLine(['import', '--help'])]);
    expect(code).toBe(0);
    const unwrapped = stdout.replaceAll(/\n {10,}/g, ' ');
    for (const command of [
      'serve',
      'import',
      'record',
      'import-payments',
      'check',
      'year-end',
      'simulate',
      'projections',
      'backup',
      'restore',
      'reset-password',
    ])
      expect(unwrapped).toMatch(new RegExp(`^  ${command} .*[一-龥].* / `, 'm'));
    expect(ofImport.stdout).toMatch(/--dry-run .*只检查.* check only/);
  });

  it('names its version', async () => {
    expect((await commandLine(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.concurrent.each([
    [['nonsense'], "unknown command 'nonsense'"],
    [['import'], "missing required argument 'file'"],
    [['import', '--quick', 'x.txt'], "unknown option '--quick'"],
    [['check'], '--date'],
    [['check', '--date', '2025-02-30'], 'YYYY-MM-DD'],
    [['simulate', '--projects', 'many'], '1 到 1000000 的整数'],
    [['projections', 'rebuild', 'everything'], 'read-model'],
  ])('refuses %j in one line', async (args, words) => {
    expectRefused(await commandLine(args), words);
  });
});

describe('checking a document without writing', () => {
  it('needs neither server nor database and gives the answer of the outside contract', async () => {
    const { code, stdout, stderr } = await commandLine(['import', DOCUMENT, '--dry-run', '--json'], NOWHERE);
    const answer = targetDocumentAnswer.parse(JSON.parse(stdout));
    expect([code, stderr, answer.totals.projects, answer.totals.budget.total]).toEqual([0, '', 22, '51336900.00']);
    expect(new Set(answer.projects.map(({ outcome }) => outcome))).toEqual(new Set(['registered']));
  });

  it('tells a person the units and totals in 万元 and the findings with their lines', async () => {
    const { stdout } = await commandLine(['import', DOCUMENT, '--dry-run'], NOWHERE);
    expect(stdout).toContain('什么都没有写入');
    expect(stdout).toMatch(/203002 .* 14 +4,937\.69/);
    expect(stdout).toMatch(/合计 +22 +5,133\.69/);
    expect(stdout).toMatch(/\[重要\] 13043425P000001100730 indicators\[2\]\.level2（第 280、283 行）/);
  });

  it('names what is wrong with a file that is no document, or is not there', async () => {
    await expectAllRefused(
      NOWHERE,
      [['import', letter, '--dry-run'], 'letter.txt'],
      [['import', `${folder}/missing.txt`, '--dry-run'], 'missing.txt', 'no such file'],
    );
  });
});

describe('a database without a running server', () => {
  const [database, undisturbed, interrupted] = [useTestDatabase(), useTestDatabase(), useTestDatabase()];

  it('takes a document once: the same file again changes nothing', async () => {
    const outcomes: unknown[] = [];
    for (const expected of ['registered', 'unchanged']) {
      const { stdout } = await commandLine(['import', DOCUMENT, '--json'], on(database));
      const answer = targetDocumentAnswer.parse(JSON.parse(stdout));
      outcomes.push(answer.projects.filter(({ outcome }) => outcome === expected).length);
    }
    expect(outcomes).toEqual([22, 22]);
    expect(await factsIn(database)).toHaveLength(23);
  });

  it('takes nothing of a document with a structural error unless told to take the sound projects', async () => {
    const refused = await commandLine(['import', faulty, '--fiscal-year', '2024'], on(database));
    expectRefused(refused, 'faulty.txt', '--accept-valid');
    expect(refused.stdout).toContain('[错误] 13043425P00000110076T');
    expect(await factsIn(database)).toHaveLength(23);

    const { code } = await commandLine(['import', faulty, '--fiscal-year', '2024', '--accept-valid'], on(database));
    expect(code).toBe(0);
    expect(await factsIn(database)).toHaveLength(23 + 22);
  });

  it('has a milestone judged by hand, and raises the alerts that follow', async () => {
    const first = judgeAnswer.parse(JSON.parse((await commandLine(['check', '--date', '2025-06-30', '--json'], on(database))).stdout));
    expect([first.judged, first.unchanged, first.items.length]).toEqual([22, 0, 22]);
    // Nothing is paid: 15 projects are short at the end of June, and a 16th by today, whose plan begins in October.
    expect(first.items.filter(({ status }) => status === 'severe')).toHaveLength(15);
    const { rows } = await database.pool.query(`SELECT count(*)::int AS raised FROM event_store.events WHERE type = 'AlertRaised'`);
    expect(rows).toEqual([{ raised: 16 }]);

    const { stdout } = await commandLine(['check', '--date', '2025-06-30'], on(database));
    expect(stdout).toContain('0 judged, 22 unchanged');
    expect(stdout).toContain('红灯 严重滞后 15');
  });

  const [{ projectCode }] = weixian2025.truth as [(typeof weixian2025.truth)[0]];
  const payment = ['record', projectCode, '--voucher', 'CL-1', '--amount', '100.00', '--paid-on', '2025-06-30'];

  it('records a payment once, however often it is told', async () => {
    const { code, stdout } = await commandLine([...payment, '--json'], on(database));
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { projectCode, voucherNo: 'CL-1', amount: '100.00', fundSource: 'fiscal' }]);
    expect((await commandLine(payment, on(database))).stdout).toContain('Recorded before with the same content');
    await expectAllRefused(
      on(database),
      [[...payment.slice(0, 4), '--amount', '200.00', '--paid-on', '2025-06-30'], '支付凭证号', 'voucher-conflict'],
      [['record', 'NONE', ...payment.slice(2)], '项目编码', 'project-not-found'],
      [[...payment.slice(0, 4), '--amount', '1', '--paid-on', '2025-06-30'], '两位小数'],
    );
  });

  it('imports a treasury file whole, and names the bad rows of one that it refuses', async () => {
    const good = join(folder, '支付.csv');
    writeFileSync(good, `项目编码,支付凭证号,金额,支付日期\n${projectCode},CL-2,"1,000.00",2025/6/30\n${projectCode},CL-3,5.00,20250630\n`);
    const order = ['import-payments', good, '--control-total', '1005.00', '--row-count', '2'];
    expect((await commandLine([...order, '--dry-run'], on(database))).stdout).toContain('nothing was written');
    expect(JSON.parse((await commandLine([...order, '--json'], on(database))).stdout)).toMatchObject({ recorded: 2, duplicates: 0 });
    expect((await commandLine(order, on(database))).stdout).toContain('0 new, 2 recorded before');

    const facts = await factsIn(database);
    const bad = join(folder, '错.csv');
    writeFileSync(bad, `项目编码,支付凭证号,金额,支付日期\nNONE,CL-4,1.00,2025-06-30\n${projectCode},CL-5,-1.00,2025-06-30\n`);
    const { code, stderr } = await commandLine(['import-payments', bad, '--control-total', '1.00', '--row-count', '2'], on(database));
    expect(code).toBe(2);
    expect(stderr).toMatch(/row 2: .*项目编码[^]*row 3: .*金额[^]*2 errors, nothing was written/);
    expect(await factsIn(database)).toEqual(facts);
  });

  it('closes the year of a project once', async () => {
    const order = ['year-end', projectCode, '--fiscal-year', '2025', '--decision', 'return', '--document', '魏财预〔2026〕1号'];
    expect((await commandLine(order, on(database))).stdout).toContain('returned');
    await expectAllRefused(on(database), [order, '魏财预〔2026〕1号', 'year-end-decided']);
  });

  it('refuses to judge a day that is not over or no milestone', async () => {
    await expectAllRefused(
      on(database),
      [['check', '--date', '2025-12-31'], '--date', '2025-11-15'],
      [['check', '--date', '2025-05-05'], '--date', '2025-05-05'],
    );
  });

  it('takes a simulated county: labelled, the same for the same seed, and complete even after an interruption', async () => {
    const order = ['simulate', '--projects', '300', '--seed', '7'];
    const whole = await commandLine(order, on(undisturbed));
    expect(whole.stdout).toMatch(/300 simulated projects, \d+ payments, \d+ events in [\d.]+ s, \d+ events\/s/);
    const again = await commandLine(order, on(undisturbed));
    expect(again.stdout).toContain('complete already');

    const stopped = new RunningProgram(builtMonitor(), order, on(interrupted));
    await recorded(interrupted, 1_000);
    expect(await stopped.stop()).toBe(1);
    expect((await factsIn(interrupted)).length).toBeLessThan((await factsIn(undisturbed)).length);
    expect((await commandLine(order, on(interrupted))).code).toBe(0);
    expect(await businessOf(interrupted)).toEqual(await businessOf(undisturbed));
  });

  it('is ready at once when a monitor starts on the simulated county, and the real alerting has nothing to add', async () => {
    const before = await factsIn(undisturbed);
    const monitor = await MonitorProcess.start({ dataDir: tmpdir(), clock: CLOCK, env: on(undisturbed) });
    const admin = await monitor.login();
    const { projects } = await admin.read<{ projects: number }>('/summary');
    const ready = await admin.get<{ status: string; checks: Record<string, { lagEvents?: string }> }>('/health/ready');
    expect([projects, ready.body.status]).toEqual([300, 'ready']);
    await monitor.stop();
    expect(await factsIn(undisturbed)).toEqual(before);
  });

  it('is not simulated into while a server runs on it', async () => {
    const monitor = await MonitorProcess.start({ dataDir: tmpdir(), clock: CLOCK, env: on(undisturbed) });
    await expectAllRefused(on(undisturbed), [['simulate', '--projects', '10', '--seed', '8'], 'DATABASE_URL', 'stop it first']);
    await monitor.stop();
  });
});

describe('a running server', () => {
  const data = new DataFolder();
  const env = { DATA_DIR: data.path, MONITOR_CLOCK: CLOCK, BUDGET_MONITOR_PASSWORD: ADMIN_PASSWORD };
  let monitor: MonitorProcess;

  beforeAll(async () => {
    monitor = await MonitorProcess.start({ dataDir: data.path, clock: CLOCK });
  }, LIMIT_MS);
  afterAll(async () => {
    await monitor.stop();
    data.remove();
  }, LIMIT_MS);

  it('keeps its data folder to itself: commands say how to go through it, or to stop it first', async () => {
    await expectAllRefused(
      env,
      [['import', DOCUMENT], data.path, `--url ${monitor.url}`],
      [['check', '--date', '2025-06-30'], data.path, `--url ${monitor.url}`],
      [['reset-password', 'admin'], data.path, 'stop it first'],
      [['simulate', '--projects', '10'], data.path, 'stop it first'],
    );
  });

  it('is asked over HTTP: import, the same file again, a judgement', async () => {
    const imported = await commandLine(['import', DOCUMENT, '--json', '--url', monitor.url], env);
    const answer = targetDocumentAnswer.parse(JSON.parse(imported.stdout));
    expect([imported.code, imported.stderr, answer.totals.projects]).toEqual([0, '', 22]);
    const again = await commandLine(['import', DOCUMENT, '--json', '--url', monitor.url], env);
    const { projects } = targetDocumentAnswer.parse(JSON.parse(again.stdout));
    expect(projects.every(({ outcome }) => outcome === 'unchanged')).toBe(true);

    const checked = await commandLine(['check', '--date', '2025-03-31', '--json', '--url', monitor.url], env);
    expect(judgeAnswer.parse(JSON.parse(checked.stdout)).items).toHaveLength(22);
  });

  it('has its refusals told in one line', async () => {
    const { BUDGET_MONITOR_PASSWORD: _, ...without } = env;
    await Promise.all([
      expectAllRefused(
        env,
        [['import', faulty, '--fiscal-year', '2024', '--url', monitor.url], 'faulty.txt', '--accept-valid'],
        [['check', '--date', '2025-12-31', '--url', monitor.url], '--date'],
        [['import', DOCUMENT, '--url', 'somewhere'], '--url'],
      ),
      expectAllRefused({ ...env, BUDGET_MONITOR_PASSWORD: 'not the password' }, [['import', DOCUMENT, '--url', monitor.url], '--user']),
      expectAllRefused(without, [['import', DOCUMENT, '--url', monitor.url], 'BUDGET_MONITOR_PASSWORD']),
    ]);
  });

  it('is not found at an address where nothing listens', async () => {
    const { code, stderr } = await commandLine(['import', DOCUMENT, '--url', 'http://127.0.0.1:1'], env);
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain('--url');
  });

  it('does not share its data folder with a second server', async () => {
    const { code, stderr } = await commandLine(['serve'], { ...env, PORT: '0' });
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain(data.path);
  });
});

describe('a start that cannot succeed', () => {
  const database = useTestDatabase();

  it.concurrent.each([
    ['PORT', { PORT: '70000' }],
    ['MONITOR_CLOCK', { MONITOR_CLOCK: 'yesterday' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('names the bad variable %s', async (variable, env) => {
    expectRefused(await commandLine(['serve'], { ...NOWHERE, ...env }), variable);
  });

  it('says that the database is away', async () => {
    const { code, stderr } = await commandLine(['serve'], { ...NOWHERE, PORT: '0' });
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain('DATABASE_URL');
    expect(stderr).not.toContain('nothing@');
  });

  it('says that the port is taken, and by which number to try, before it makes a database', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    const unmade = new DataFolder();
    const env = { DATABASE_URL: '', DATA_DIR: unmade.path, PORT: String(port), ADMIN_PASSWORD };
    const { code, stderr } = await commandLine(['serve'], env);
    squatter.close();
    const made = readdirSync(unmade.path);
    unmade.remove();
    expect([code, stderr.trim().split('\n').length, made]).toEqual([1, 1, []]);
    expect(stderr).toContain(`127.0.0.1:${port} is already in use`);
    expect(stderr).toContain('已被其他程序占用');
  });

  it('says that HOST is no address of this machine', async () => {
    const { code, stderr } = await commandLine(['serve'], { ...on(database), HOST: '192.0.2.1', PORT: '0', ADMIN_PASSWORD });
    expect([code, stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(stderr).toContain('HOST：192.0.2.1 不是本机的地址');
  });

  it('says that DATA_DIR cannot be a folder', async () => {
    const paths = [letter, join(letter, 'below'), '/proc/budget-monitor'];
    await Promise.all(paths.map((path) => expectAllRefused({ DATA_DIR: path, DATABASE_URL: '' }, [['serve'], 'DATA_DIR', path])));
  });
});

/** What was told, stream by stream: where an interrupted run and its completion interleave differs, what they say does not. */
async function businessOf({ pool }: TestDatabase): Promise<readonly unknown[]> {
  const { rows } = await pool.query<{ data: Record<string, unknown> }>(
    'SELECT stream, version, type, data, recorded_at FROM event_store.events ORDER BY stream COLLATE "C", version',
  );
  return JSON.parse(JSON.stringify(rows, (key, value: unknown) => (key === 'throughPosition' ? undefined : value))) as unknown[];
}

/** Resolves once the store of this database holds so many facts. */
async function recorded({ pool }: TestDatabase, count: number): Promise<void> {
  for (let head = 0; head < count;) {
    const { rows } = await pool.query<{ there: boolean }>(`SELECT to_regclass('event_store.head') IS NOT NULL AS there`);
    if (!rows[0]?.there) continue;
    head = Number((await pool.query<{ position: string }>('SELECT position FROM event_store.head')).rows[0]?.position ?? 0);
  }
}
