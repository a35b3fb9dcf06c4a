import { endpoints, type Endpoint } from '@budget/contracts';

const TABLE = Object.values(endpoints as Record<string, Endpoint>).map(({ method, path }) => {
  const address = path.startsWith('//') ? path.slice(1) : `/api/v1${path}`;
  return { method, pattern: new RegExp(`^${address.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`) };
});

/** The methods that the outside contract knows for this address; empty when it knows none. */
export function allowedMethods(url: string): readonly string[] {
  const [path = ''] = url.split('?', 1);
  return [...new Set(TABLE.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
}
