import { endpoints } from '@budget/contracts';
import { routePath } from '@budget/adapters/nest-platform';
import { composeFile } from './compose';
import { filesUnder, PROCESSES, SERVICE_PORT, textOf, yamlOf } from './files';

type Collector = {
  readonly receivers: { readonly otlp: { readonly protocols: { readonly http: { readonly endpoint: string } } } };
  readonly processors: object;
  readonly exporters: Readonly<Record<string, { readonly endpoint: string }>>;
  readonly extensions: object;
  readonly service: {
    readonly extensions: readonly string[];
    readonly pipelines: Readonly<Record<string, Readonly<Record<'receivers' | 'processors' | 'exporters', readonly string[]>>>>;
  };
};
type Prometheus = {
  readonly rule_files: readonly string[];
  readonly scrape_configs: readonly {
    readonly metrics_path: string;
    readonly dns_sd_configs: readonly { readonly names: readonly string[]; readonly type: string; readonly port: number }[];
  }[];
};
type DataSources = { readonly datasources: readonly { readonly uid: string; readonly type: string; readonly url: string }[] };
type Providers = { readonly providers: readonly { readonly options: { readonly path: string } }[] };

const { services } = composeFile({ POSTGRES_PASSWORD: 'a-password' });
const GRAFANA = 'infra/grafana';
const { datasources } = yamlOf(`${GRAFANA}/provisioning/datasources/datasources.yaml`)[0] as DataSources;
const mounts = (service: string): readonly string[] => services[service]?.volumes ?? [];

describe('what watches the services', () => {
  it('has a collector whose pipelines are made of parts that it has, from the port of OTLP over HTTP to Jaeger', () => {
    const { service, receivers, exporters, ...parts } = yamlOf('infra/otel/collector.yaml')[0] as Collector;
    const { traces, ...more } = service.pipelines;
    expect([more, traces]).toEqual([
      {},
      { receivers: ['otlp'], processors: Object.keys(parts.processors), exporters: Object.keys(exporters) },
    ]);
    expect(service.extensions).toEqual(Object.keys(parts.extensions));
    expect(receivers.otlp.protocols.http.endpoint).toBe('0.0.0.0:4318');
    expect(Object.values(exporters).map(({ endpoint }) => new URL(endpoint).hostname)).toEqual(['jaeger']);
    const told = ['command-service', 'relay'].map((name) => services[name]?.environment?.['OTEL_EXPORTER_OTLP_ENDPOINT']);
    expect(told).toEqual(['http://otel-collector:4318', 'http://otel-collector:4318']);
    expect(mounts('otel-collector')).toEqual([`./infra/otel/collector.yaml:${services['otel-collector']?.command?.[0]?.split('=')[1]}:ro`]);
  });

  it('reads the metrics of every copy of every process, where they are', () => {
    const { scrape_configs, rule_files } = yamlOf('infra/prometheus/prometheus.yml')[0] as Prometheus;
    const [scrape, ...more] = scrape_configs;
    expect([scrape?.metrics_path, more]).toEqual([routePath(endpoints.metrics), []]);
    const [{ names = [], ...place } = {}] = scrape?.dns_sd_configs ?? [];
    expect([...names].sort()).toEqual([...PROCESSES].sort());
    expect(place).toEqual({ type: 'A', port: SERVICE_PORT, refresh_interval: '10s' });
    expect(mounts('prometheus')).toEqual([
      ...['prometheus.yml', ...rule_files].map((name) => `./infra/prometheus/${name}:/etc/prometheus/${name}:ro`),
      'prometheus:/prometheus',
    ]);
  });

  it('shows sources that are there', () => {
    const hosts = datasources.map(({ type, url }) => [type, new URL(url).hostname]);
    expect(hosts).toEqual([
      ['prometheus', 'prometheus'],
      ['jaeger', 'jaeger'],
    ]);
    expect(hosts.filter(([, host = '']) => !(host in services))).toEqual([]);
  });

  it('shows our dashboards, which ask those sources and no other', () => {
    const [provider] = (yamlOf(`${GRAFANA}/provisioning/dashboards/dashboards.yaml`)[0] as Providers).providers;
    expect(mounts('grafana')).toEqual([
      `./${GRAFANA}/provisioning:/etc/grafana/provisioning:ro`,
      `./${GRAFANA}/dashboards:${provider?.options.path}:ro`,
    ]);
    const dashboards = filesUnder(`${GRAFANA}/dashboards`).filter((path) => path.endsWith('.json'));
    const asked = dashboards.flatMap((path) =>
      [...textOf(path).matchAll(/"datasource":\s*\{[^}]*"uid":\s*"([^"]+)"/g)].map(([, uid]) => uid),
    );
    const known = ['-- Grafana --', ...datasources.map(({ uid }) => uid)];
    expect([...new Set(asked)].filter((uid = '') => !known.includes(uid))).toEqual([]);
  });
});
