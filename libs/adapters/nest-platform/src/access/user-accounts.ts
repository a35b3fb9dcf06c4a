import type { ChangeUserBody, CreateUserBody, Role, UserView } from '@budget/contracts';
import { fail, ok, type Result } from '@budget/kernel';
import type { Pool, PoolClient } from 'pg';
import { hashPassword } from './password-hash';

export type Account = UserView & { readonly passwordHash: string; readonly tokenVersion: number };

export type AccountRefusal =
  | { readonly kind: 'user-exists'; readonly username: string }
  | { readonly kind: 'user-not-found'; readonly username: string }
  /** The change would leave nobody who can manage users. */
  | { readonly kind: 'last-admin'; readonly username: string }
  /** Officers and approvers work for units; without one they would see and do nothing. */
  | { readonly kind: 'units-required'; readonly username: string };

type Row = {
  username: string;
  display_name: string;
  password_hash: string;
  roles: Role[];
  units: string[];
  active: boolean;
  token_version: number;
};

const COLUMNS = 'username, display_name, password_hash, roles, units, active, token_version';
const WORKS_FOR_UNITS: ReadonlySet<Role> = new Set(['officer', 'approver']);

/** Local users and what they may do, in table access.app_user. */
export class UserAccounts {
  constructor(private readonly pool: Pool) {}

  async find(username: string): Promise<Account | null> {
    const { rows } = await this.pool.query<Row>(`SELECT ${COLUMNS} FROM access.app_user WHERE username = $1`, [username]);
    return rows[0] ? accountOf(rows[0]) : null;
  }

  /** At most `limit` users by name, those after `after`. */
  async list(after: string | null, limit: number): Promise<readonly UserView[]> {
    const { rows } = await this.pool.query<Row>(
      `SELECT ${COLUMNS} FROM access.app_user WHERE $1::text IS NULL OR username COLLATE "C" > $1
        ORDER BY username COLLATE "C" LIMIT $2`,
      [after, limit],
    );
    return rows.map((row) => viewOf(accountOf(row)));
  }

  async create(user: CreateUserBody): Promise<Result<UserView, AccountRefusal>> {
    const roles = unique(user.roles);
    const units = unique(user.units);
    if (lacksUnits(roles, units)) return fail({ kind: 'units-required', username: user.username });
    const { rows } = await this.pool.query<Row>(
      `INSERT INTO access.app_user (username, display_name, password_hash, roles, units) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (username) DO NOTHING RETURNING ${COLUMNS}`,
      [user.username, user.displayName, await hashPassword(user.password), roles, units],
    );
    return rows[0] ? ok(viewOf(accountOf(rows[0]))) : fail({ kind: 'user-exists', username: user.username });
  }

  /** Any change of password, roles, units or activity ends the user's sessions. */
  async change(username: string, change: ChangeUserBody): Promise<Result<UserView, AccountRefusal>> {
    const passwordHash = change.password === undefined ? undefined : await hashPassword(change.password);
    return this.alone(async (client) => {
      const { rows } = await client.query<Row>(`SELECT ${COLUMNS} FROM access.app_user WHERE username = $1`, [username]);
      if (!rows[0]) return fail({ kind: 'user-not-found', username });
      const before = accountOf(rows[0]);
      const after: Account = {
        ...before,
        displayName: change.displayName ?? before.displayName,
        passwordHash: passwordHash ?? before.passwordHash,
        roles: unique(change.roles ?? before.roles),
        units: unique(change.units ?? before.units),
        active: change.active ?? before.active,
      };
      if (lacksUnits(after.roles, after.units)) return fail({ kind: 'units-required', username });
      if (isAdmin(before) && !isAdmin(after) && (await this.otherAdmins(client, username)) === 0)
        return fail({ kind: 'last-admin', username });

      const endsSessions = passwordHash !== undefined || !sameRights(before, after);
      await client.query(
        `UPDATE access.app_user SET display_name = $2, password_hash = $3, roles = $4, units = $5, active = $6,
           token_version = token_version + $7, changed_at = now() WHERE username = $1`,
        [username, after.displayName, after.passwordHash, after.roles, after.units, after.active, endsSessions ? 1 : 0],
      );
      return ok(viewOf(after));
    });
  }

  private async otherAdmins(client: PoolClient, username: string): Promise<number> {
    const { rows } = await client.query<{ others: number }>(
      `SELECT count(*)::int AS others FROM access.app_user WHERE active AND 'admin' = ANY (roles) AND username <> $1`,
      [username],
    );
    return rows[0]?.others ?? 0;
  }

  private async alone<Value>(work: (client: PoolClient) => Promise<Result<Value, AccountRefusal>>): Promise<Result<Value, AccountRefusal>> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      // Two changes at once could each see the other's administrator still there.
      await client.query('LOCK TABLE access.app_user IN SHARE ROW EXCLUSIVE MODE');
      const result = await work(client);
      await client.query(result.ok ? 'COMMIT' : 'ROLLBACK');
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      throw error;
    } finally {
      client.release();
    }
  }
}

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)];
const isAdmin = (account: Account): boolean => account.active && account.roles.includes('admin');
const lacksUnits = (roles: readonly Role[], units: readonly string[]): boolean =>
  units.length === 0 && roles.some((role) => WORKS_FOR_UNITS.has(role));
const same = (left: readonly string[], right: readonly string[]): boolean =>
  left.length === right.length && left.every((value) => right.includes(value));
const sameRights = (before: Account, after: Account): boolean =>
  before.active === after.active && same(before.roles, after.roles) && same(before.units, after.units);

const accountOf = (row: Row): Account => ({
  username: row.username,
  displayName: row.display_name,
  roles: row.roles,
  units: row.units,
  active: row.active,
  passwordHash: row.password_hash,
  tokenVersion: row.token_version,
});

const viewOf = ({ username, displayName, roles, units, active }: Account): UserView => ({ username, displayName, roles, units, active });
