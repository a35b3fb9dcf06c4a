import type { Role } from '@budget/contracts';

/** Who is asking. `scope` bounds every row they may see: all units, or only these. */
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
