import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { hashPassword } from './password-hash';

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 20;

/**
 * Makes the user `admin` when there is no user at all. Without a given password it makes one (about 99 bits) and says it
 * once through `announce`, which must lead to the person's terminal and never to a log.
 */
export async function ensureFirstAdmin(pool: Pool, givenPassword: string | null, announce: (lines: string) => void): Promise<void> {
  const { rows } = await pool.query<{ empty: boolean }>('SELECT NOT EXISTS (SELECT FROM access.app_user) AS empty');
  if (!rows[0]?.empty) return;
  const password = givenPassword ?? generatedPassword();
  const { rowCount } = await pool.query(
    `INSERT INTO access.app_user (username, display_name, password_hash, roles, units)
     VALUES ('admin', '系统管理员', $1, '{admin}', '{}') ON CONFLICT (username) DO NOTHING`,
    [await hashPassword(password)],
  );
  if (rowCount === 1 && givenPassword === null) {
    announce(
      `\n  首次启动：已建立管理员账号，密码只显示这一次 / First start: administrator created, the password is shown only once\n` +
        `    用户名 / User name: admin\n    密码 / Password:    ${password}\n\n`,
    );
  }
}

const generatedPassword = (): string => Array.from({ length: LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
