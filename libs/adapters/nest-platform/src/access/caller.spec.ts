import type { Role } from '@budget/contracts';
import { admitted, scopeOf, type Caller } from './caller';

const UNITS = ['203001'];
const caller = (...roles: Role[]): Caller => ({
  username: 'wang',
  displayName: '王',
  roles,
  units: UNITS,
  scope: scopeOf(roles, UNITS),
});

describe('the scope of a caller', () => {
  const MONEY: readonly Role[] = ['admin', 'officer'];
  const ALERTS: readonly Role[] = ['admin', 'supervisor', 'officer', 'approver'];

  it.each<[Role[], 'session' | readonly Role[], Caller['scope'] | null]>([
    [['officer'], 'session', UNITS],
    [['officer', 'auditor'], 'session', 'all'],
    [['officer', 'auditor'], MONEY, UNITS],
    [['officer', 'supervisor'], MONEY, UNITS],
    [['officer', 'admin'], MONEY, 'all'],
    [['officer', 'auditor'], ALERTS, UNITS],
    [['approver', 'auditor'], ALERTS, UNITS],
    [['officer', 'supervisor'], ALERTS, 'all'],
    [['auditor'], ALERTS, null],
    [['approver', 'supervisor'], MONEY, null],
  ])('of roles %j where %j are let in is %j', (roles, to, scope) => {
    expect(admitted(caller(...roles), to)).toEqual(scope === null ? null : { ...caller(...roles), scope });
  });
});
