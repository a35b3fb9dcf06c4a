import { jest } from '@jest/globals';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { Client } from './harness/client';
import { commandLine } from './harness/command-line';
import { eventually } from './harness/eventually';
import { MonitorProcess } from './harness/monitor-process';

jest.setTimeout(120_000);

const database = useTestDatabase();
const env = () => ({ DATABASE_URL: database.connectionString, ADMIN_PASSWORD: '' });
const start = () => MonitorProcess.start({ dataDir: tmpdir(), env: env() });
const PASSWORD = /密码 \/ Password: +(\S+)/;
const passwordIn = (text: string): string => PASSWORD.exec(text)?.[1] ?? '';
const mayLogIn = (url: string, password: string): Promise<boolean> =>
  Client.login(url, 'admin', password).then(
    () => true,
    () => false,
  );

describe('the password of the first administrator', () => {
  let first = '';

  it('is not used up by a start that fails', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as AddressInfo;
    const failed = await commandLine(['serve'], { ...env(), PORT: String(port) });
    squatter.close();
    expect([failed.code, passwordIn(failed.stdout)]).toEqual([1, '']);
  });

  it('is the last thing that the first good start prints, and opens the door', async () => {
    const monitor = await start();
    await monitor.printed(PASSWORD);
    first = passwordIn(monitor.output);
    expect(monitor.output.trimEnd().endsWith(first)).toBe(true);
    expect(monitor.output.indexOf(monitor.url)).toBeLessThan(monitor.output.indexOf(first));
    expect(await mayLogIn(monitor.url, first)).toBe(true);
    expect(await monitor.stop()).toBe(0);
    expect(monitor.output).toMatch(/正在停止[^]*已停止 \/ Stopped\.\n$/);
  });

  it('is not printed again', async () => {
    const monitor = await start();
    expect(await mayLogIn(monitor.url, first)).toBe(true);
    await monitor.stop();
    expect(passwordIn(monitor.output)).toBe('');
  });

  it('is replaced by reset-password on the machine of the data, and ends the sessions of before', async () => {
    const monitor = await start();
    const before = await Client.login(monitor.url, 'admin', first);
    const reset = await commandLine(['reset-password', 'admin', '--json'], env());
    const { username, password } = JSON.parse(reset.stdout) as Record<string, string>;
    expect([reset.code, reset.stderr, username]).toEqual([0, '', 'admin']);
    expect([await mayLogIn(monitor.url, first), await mayLogIn(monitor.url, password ?? '')]).toEqual([false, true]);
    await monitor.stop();

    const again = await start();
    expect((await before.at(again.url).get('/users')).status).toBe(401);
    await again.stop();
    expect(passwordIn((await commandLine(['reset-password', 'admin'], env())).stdout)).toMatch(/^[a-z2-9]{20}$/);
  });

  it('of a user who is not there is refused in one line', async () => {
    const { code, stdout, stderr } = await commandLine(['reset-password', 'nobody'], env());
    expect([code, stdout, stderr.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(stderr).toContain('nobody：没有这个用户');
  });
});

describe('a start that is called off', () => {
  const empty = useTestDatabase();
  const settings = () => ({ DATABASE_URL: empty.connectionString });
  const waiting = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

  it('ends in order and without success', async () => {
    expect((await commandLine(['migrate'], settings())).code).toBe(0);
    // Who holds the head keeps every append waiting: the sample is still being loaded, however quick the machine.
    const holder = await empty.pool.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM event_store.head FOR UPDATE');
    const monitor = MonitorProcess.spawn({ dataDir: tmpdir(), args: ['--sample'], env: settings() });
    await eventually(async () => {
      if ((await empty.pool.query(waiting)).rowCount === 0) throw new Error(`Nothing is being loaded:\n${monitor.output}`);
    });
    const ended = monitor.stop();
    await monitor.printed(/正在停止/);
    await holder.query('ROLLBACK');
    holder.release();
    expect(await ended).toBe(1);
    expect(monitor.output).toMatch(/正在停止[^]*已停止 \/ Stopped\.\n$/);
  });
});
