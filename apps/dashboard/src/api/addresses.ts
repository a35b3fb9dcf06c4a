import type { AddressOf, EndpointName } from './contract-types';

/**
 * The endpoints that this dashboard calls. The compiler holds each line against the contract; only types are taken from
 * there, so that no schema code travels to the browser.
 */
export const addresses = {
  login: { method: 'POST', path: '/auth/login' },
  renewSession: { method: 'POST', path: '/auth/renewals' },
  changePassword: { method: 'POST', path: '/auth/password' },
  listUserNames: { method: 'GET', path: '/users/names' },
  listUsers: { method: 'GET', path: '/users' },
  createUser: { method: 'POST', path: '/users' },
  changeUser: { method: 'PATCH', path: '/users/{username}' },
  importTargetDocument: { method: 'POST', path: '/target-documents' },
  listProjects: { method: 'GET', path: '/projects' },
  getProject: { method: 'GET', path: '/projects/{code}' },
  listProjectEvents: { method: 'GET', path: '/projects/{code}/events' },
  recordDisbursement: { method: 'POST', path: '/projects/{code}/disbursements' },
  refundDisbursement: { method: 'POST', path: '/projects/{code}/disbursements/{voucherNo}/refunds' },
  reverseDisbursement: { method: 'POST', path: '/projects/{code}/disbursements/{voucherNo}/reversal' },
  listDisbursements: { method: 'GET', path: '/disbursements' },
  getBoard: { method: 'GET', path: '/milestones/{date}' },
  listMilestoneChecks: { method: 'GET', path: '/milestone-checks' },
  judgeMilestones: { method: 'POST', path: '/milestone-checks' },
  listAlerts: { method: 'GET', path: '/alerts' },
  getAlert: { method: 'GET', path: '/alerts/{id}' },
  acknowledgeAlert: { method: 'POST', path: '/alerts/{id}/acknowledgements' },
  getSummary: { method: 'GET', path: '/summary' },
  streamEvents: { method: 'GET', path: '/events/stream' },
} as const satisfies { readonly [Name in EndpointName]?: AddressOf<Name> };

export type Callable = keyof typeof addresses;
export type Readable = { [Name in Callable]: (typeof addresses)[Name]['method'] extends 'GET' ? Name : never }[Callable];
export type Writable = Exclude<Callable, Readable>;

/** Reads that know no `minPosition`: they do not come from a projection. */
export const READS_WITHOUT_POSITION: ReadonlySet<Callable> = new Set(['listUserNames', 'listUsers', 'streamEvents']);

const BASE = '/api/v1';

/** Fills the path of an endpoint and adds its query. */
export function urlOf(name: Callable, params: Readonly<Record<string, unknown>>, query: Readonly<Record<string, unknown>>): string {
  const path = addresses[name].path.replace(/\{(\w+)\}/g, (_, param: string) => encodeURIComponent(String(params[param])));
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (typeof value === 'string' ? value !== '' : typeof value === 'number') search.set(key, String(value));
  }
  const text = search.toString();
  return `${BASE}${path}${text === '' ? '' : `?${text}`}`;
}
