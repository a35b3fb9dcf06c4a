import type { Role } from '@budget/contracts';

/** Who is asking. `scope` bounds every row they may see or write by this request: all units, or only these. */
export type Caller = {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly units: readonly string[];
  readonly scope: 'all' | readonly string[];
};

const SEE_ALL: ReadonlySet<Role> = new Set(['admin', 'supervisor', 'auditor']);

export const scopeOf = (roles: readonly Role[], units: readonly string[]): Caller['scope'] =>
  roles.some((role) => SEE_ALL.has(role)) ? 'all' : units;

/**
 * The caller as an endpoint lets them in: with the scope of those of their roles that it admits, so that a role that may only
 * read elsewhere widens no write. Null when it admits none of them.
 */
export function admitted(caller: Caller, to: 'session' | readonly Role[]): Caller | null {
  if (to === 'session') return caller;
  const roles = caller.roles.filter((role) => to.includes(role));
  return roles.length === 0 ? null : { ...caller, scope: scopeOf(roles, caller.units) };
}
