import { endpoints, type Endpoint, type EndpointName } from '@budget/contracts';
import { routePath } from '@budget/adapters/nest-platform';
import { readFileSync, writeFileSync } from 'node:fs';
import { proxyConfiguration, WAYS } from './proxy-configuration';
import { endpointsOf, SERVICES, type ServiceName } from './served-endpoints';

const FILE = new URL('../../infra/proxy/default.conf.template', import.meta.url);
const names = Object.keys(endpoints) as EndpointName[];
const services = Object.keys(SERVICES) as ServiceName[];

/** The services whose pattern takes this request line. */
const takers = (method: string, address: string): readonly ServiceName[] =>
  WAYS.filter(({ pattern }) => new RegExp(pattern).test(`${method} ${address}`)).map(({ service }) => service);

const example = (endpoint: Endpoint): string => routePath(endpoint).replace(/:\w+/g, 'A%2F1');

describe('the reverse proxy', () => {
  it('has the configuration that follows from endpoints and controllers (the file says how to make it again)', () => {
    if (process.env['WRITE_PROXY_CONFIGURATION'] === '1') writeFileSync(FILE, proxyConfiguration());
    expect(readFileSync(FILE, 'utf8')).toBe(proxyConfiguration());
  });

  it('knows a service for every address of the contract but those that every service has', () => {
    const served = services.flatMap(endpointsOf);
    expect([...served].sort()).toEqual([...new Set(served)].sort());
    expect(names.filter((name) => !served.includes(name)).sort()).toEqual(['liveness', 'metrics', 'openApi', 'readiness']);
  });

  it.each(services.flatMap((service) => endpointsOf(service).map((name) => [name, service] as const)))(
    'sends %s to the %s and to no other',
    (name, service) => {
      const endpoint: Endpoint = endpoints[name];
      const address = example(endpoint);
      expect(takers(endpoint.method, address)).toEqual([service]);
      expect(takers(endpoint.method, `${address}?fiscalYear=2025`)).toEqual([service]);
      if (endpoint.method === 'GET') expect(takers('HEAD', address)).toEqual([service]);
      expect(takers(endpoint.method, `/elsewhere${address}`)).toEqual([]);
      expect(takers('DELETE', address)).toEqual([]);
    },
  );

  it('tells reading and writing of one address apart', () => {
    expect(['GET', 'POST'].map((method) => takers(method, '/api/v1/projects'))).toEqual([['projection-service'], ['command-service']]);
    expect(['GET', 'POST'].map((method) => takers(method, '/api/v1/milestone-checks'))).toEqual([
      ['projection-service'],
      ['alerting-service'],
    ]);
  });
});
