import type { Role, SessionUser } from '@budget/contracts';

/** What the roles of this house may do on screen; the services check the same again on every call. */
export const permissions = {
  recordMoney: ['admin', 'officer'],
  importTargets: ['admin', 'supervisor'],
  judgeMilestones: ['admin', 'supervisor'],
  acknowledgeAlerts: ['admin', 'supervisor', 'officer', 'approver'],
  manageUsers: ['admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

export const may = (user: SessionUser, permission: Permission): boolean =>
  user.roles.some((role) => (permissions[permission] as readonly Role[]).includes(role));
