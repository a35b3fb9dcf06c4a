import { z } from 'zod';
import { page, pageQuery } from './listing.contract';
import { unitCode, warnings, words } from './primitives.contract';

export const ROLES = ['admin', 'supervisor', 'officer', 'approver', 'auditor'] as const;
export const role = z.enum(ROLES).meta({ id: 'Role', description: '管理员 / 财政监督 / 单位经办 / 单位负责人 / 审计' });
export type Role = z.infer<typeof role>;

export const username = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/, { error: '2–40 位小写字母、数字、点、横线 / 2–40 lower-case letters, digits, dots, dashes' });

export const password = z.string().min(10, { error: '至少 10 个字符 / at least 10 characters' }).max(200);

export const sessionUser = z.strictObject({
  username: z.string(),
  displayName: z.string(),
  roles: z.array(role),
  units: z.array(z.string()),
});
export type SessionUser = z.infer<typeof sessionUser>;

export const loginBody = z.strictObject({ username: z.string().min(1).max(100), password: z.string().min(1).max(200) });
export const loginAnswer = z
  .strictObject({ accessToken: z.string(), tokenType: z.literal('Bearer'), expiresIn: z.number().int(), user: sessionUser })
  .meta({ id: 'Session' });
export type LoginAnswer = z.infer<typeof loginAnswer>;

/** Of one's own password: the present one proves that it is not somebody at an open screen. */
export const changePasswordBody = z.strictObject({ currentPassword: z.string().min(1).max(200), newPassword: password });

export const user = z
  .strictObject({ username: z.string(), displayName: z.string(), roles: z.array(role), units: z.array(z.string()), active: z.boolean() })
  .meta({ id: 'User' });
export type UserView = z.infer<typeof user>;
/** A user as saved; `unit-unknown`: no project of any year belongs to a unit of the request. */
export const savedUser = z.strictObject({ ...user.shape, warnings }).meta({ id: 'SavedUser' });
export type SavedUserView = z.infer<typeof savedUser>;

const roles = z.array(role).min(1, { error: '至少一个角色 / at least one role' }).max(ROLES.length);
const units = z.array(unitCode).max(500);

export const createUserBody = z.strictObject({ username, displayName: words(60, 1), password, roles, units: units.default([]) });
export type CreateUserBody = z.infer<typeof createUserBody>;

export const changeUserBody = z
  .strictObject({
    displayName: words(60, 1).optional(),
    password: password.optional(),
    roles: roles.optional(),
    units: units.optional(),
    active: z.boolean().optional(),
  })
  .refine((change) => Object.keys(change).length > 0, { error: '至少改一项 / name at least one change' });
export type ChangeUserBody = z.infer<typeof changeUserBody>;

export const userListQuery = z.strictObject(pageQuery);
export type UserListQuery = z.infer<typeof userListQuery>;
export const userList = page(user);

/** 谁是谁：the name of an account, for everybody who reads what it did. */
export const userName = z.strictObject({ username: z.string(), displayName: z.string() }).meta({ id: 'UserName' });
export type UserNameView = z.infer<typeof userName>;
export const userNameList = page(userName);
