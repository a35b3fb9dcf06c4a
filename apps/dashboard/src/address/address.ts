/** Query parameters that stay while the reader walks from page to page. */
export const KEPT = ['fiscalYear', 'asOf', 'knownAt', 'lang'] as const;

type OwnParams = Readonly<Record<string, string | undefined>>;

/** The address of a page: the kept parameters of the present address, then the page's own. */
export function addressOf(path: string, present: URLSearchParams, own: OwnParams = {}): string {
  const next = new URLSearchParams();
  for (const name of KEPT) {
    const value = present.get(name);
    if (value !== null && !(name in own)) next.set(name, value);
  }
  for (const [name, value] of Object.entries(own)) if (value !== undefined && value !== '') next.set(name, value);
  const [beforeHash = path, hash] = path.split('#', 2);
  const query = next.toString();
  return `${beforeHash}${query === '' ? '' : `?${query}`}${hash === undefined ? '' : `#${hash}`}`;
}

/** The present parameters with some changed; undefined or empty takes one away. A changed filter begins at the first page again. */
export function changedParams(present: URLSearchParams, changes: OwnParams): URLSearchParams {
  const next = new URLSearchParams(present);
  if (!('cursor' in changes)) next.delete('cursor');
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') next.delete(name);
    else next.set(name, value);
  }
  return next;
}

/** Where to go after login: only an address of this dashboard, never another host, in the language chosen at login. */
export function returnAddress(loginSearch: URLSearchParams): string {
  const wanted = loginSearch.get('returnTo') ?? '/';
  if (!/^\/(?![/\\])/.test(wanted) || wanted.startsWith('/login')) return addressOf('/', loginSearch);
  const { pathname, search, hash } = new URL(wanted, 'http://dashboard.invalid');
  const params = new URLSearchParams(search);
  params.delete('lang');
  if (loginSearch.get('lang') !== null) params.set('lang', loginSearch.get('lang') ?? '');
  const query = params.toString();
  return `${pathname}${query === '' ? '' : `?${query}`}${hash}`;
}
