import type { Pool } from 'pg';
import { generatedPassword } from './generated-password';
import { hashPassword } from './password-hash';

const FIRST_ADMIN = 'admin';

/**
 * Makes the user `admin` when there is no user at all. Answers the password when it had to make one: to be said once, to the
 * person's terminal and never to a log. Null: there are users already, or the password was given. Call it with none given only
 * once people can log in, so that a start that fails uses up no password.
 */
export async function ensureFirstAdmin(pool: Pool, givenPassword: string | null): Promise<string | null> {
  const { rows } = await pool.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM access.app_user) AS empty');
  if (!rows[0]?.empty) return null;
  const password = givenPassword ?? generatedPassword();
  const { rowCount } = await pool.query(
    `INSERT INTO access.app_user (username, display_name, password_hash, roles, units)
     VALUES ($1, '系统管理员', $2, '{admin}', '{}') ON CONFLICT (username) DO NOTHING`,
    [FIRST_ADMIN, await hashPassword(password)],
  );
  return rowCount === 1 && givenPassword === null ? password : null;
}

/** What the person at the terminal reads of it. */
export const firstAdminLines = (password: string): string =>
  `\n  首次启动：已建立管理员账号，密码只显示这一次；遗失时请停止服务后运行 npx budget-monitor reset-password ${FIRST_ADMIN}` +
  `\n  First start: administrator created. The password is shown only once; if it is lost, stop the service and run that command.\n` +
  `    用户名 / User name: ${FIRST_ADMIN}\n    密码 / Password:    ${password}\n`;
