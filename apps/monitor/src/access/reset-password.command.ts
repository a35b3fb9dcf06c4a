import { generatedPassword, preparePlatformSchema, UserAccounts } from '@budget/adapters/nest-platform';
import { configOrExit, EXIT_USAGE } from '@budget/service-host';
import type { Command } from 'commander';
import pg from 'pg';
import { CommandFailed } from '../command-failed';
import { openCommandDatabase } from '../command-host';
import { runToEnd, type Running } from '../running';
import { note, say } from '../terminal';

const STOP_FIRST = '请先停止该服务再重设；服务运行时，管理员可在“用户”页重设 / in use by a running server, stop it first';

export function addResetPasswordCommand(program: Command): void {
  program
    .command('reset-password')
    .description('为用户换上新密码并显示，在存放数据的机器上运行 / give a user a new password, on the machine of the data')
    .argument('<username>', '用户名，如 admin / the user name, such as admin')
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .action((username: string, { json = false }: { readonly json?: boolean }) =>
      runToEnd((running) => resetPassword(username, json, running)),
    );
}

/** A new password that is shown once and kept nowhere. Ends the sessions of the user; roles, units and whether he is active stay. */
async function resetPassword(username: string, json: boolean, running: Running): Promise<void> {
  const database = await openCommandDatabase(configOrExit(process.env), running, () => STOP_FIRST);
  const pool = new pg.Pool({ connectionString: database.url, max: 2, application_name: 'budget-monitor reset-password' });
  running.atEnd(() => pool.end());
  running.check();
  await preparePlatformSchema(pool);
  const password = generatedPassword();
  const changed = await new UserAccounts(pool).change(username, { password });
  if (!changed.ok) {
    throw new CommandFailed(
      `${username}：没有这个用户，请核对用户名和 DATA_DIR、DATABASE_URL；从未启动过时请先 npm start / no such user: check the name, DATA_DIR and DATABASE_URL, or npm start first`,
      EXIT_USAGE,
    );
  }
  if (json) return say(JSON.stringify({ username, password }));
  say(
    `新密码只显示这一次，该用户已登录的会话全部失效 / The new password is shown only once; all sessions of the user are over\n` +
      `  用户名 / User name: ${username}\n  密码 / Password:    ${password}`,
  );
  if (!changed.value.active)
    note(`${username} 已停用，仍不能登录；请由管理员启用 / the user is stopped and cannot log in until an administrator allows it`);
}
