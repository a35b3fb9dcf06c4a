import type { Words } from '../words/words';
import type { Permission } from '../session/permissions';

export type MenuItem = { readonly path: string; readonly word: keyof Words['menu']; readonly needs?: Permission };

/** The pages of the menu in the order of work: look, go into, act, administer. */
export const menuItems: readonly MenuItem[] = [
  { path: '/', word: 'overview' },
  { path: '/milestones', word: 'milestones' },
  { path: '/projects', word: 'projects' },
  { path: '/units', word: 'units' },
  { path: '/alerts', word: 'alerts' },
  { path: '/entry', word: 'entry', needs: 'recordMoney' },
  { path: '/documents', word: 'documents', needs: 'importTargets' },
  { path: '/ledger', word: 'ledger' },
  { path: '/users', word: 'users', needs: 'manageUsers' },
];
