import { endpoints } from '@budget/contracts';
import { routePath } from '@budget/adapters/nest-platform';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commandOf, environmentOf, portOf, userOf } from './dockerfile';
import { filesUnder, PINNED, PROCESSES, ROOT, SERVICE_NAMES, textOf, VERSION } from './files';
import { compileManifests, validateManifest } from './kubernetes-schema';
import { KUBERNETES, kustomizations, manifests, ofKind, pods, type Container } from './manifests';
import { KNOWN_VARIABLES, troubleBehindProxy, troubleWith } from './settings';

const imageOf = ({ image }: Container): string => /^budget-monitor\/([^:]+):/.exec(image)?.[1] ?? '';
const [main] = kustomizations.filter(([path]) => path === `${KUBERNETES}/kustomization.yaml`).map(([, file]) => file);
const settings = Object.fromEntries(
  (main?.configMapGenerator?.[0]?.literals ?? []).map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);

/** What the operator is asked to keep in the Secret. */
const SECRETS: Readonly<Record<string, string>> = {
  'database-url': 'postgres://budget:secret@postgres.example:5432/budget',
  'event-store-url': 'kurrentdb+discover://user:password@kurrentdb.example:2113',
  'admin-password': 'a password for tests',
};

/** The environment that Kubernetes would give this container. */
function environmentIn({ env = [], envFrom = [] }: Container): Readonly<Record<string, string>> {
  const named = env.map(({ name, value, valueFrom }) => [name, value ?? SECRETS[valueFrom?.secretKeyRef?.key ?? ''] ?? '']);
  return { ...(envFrom.length > 0 ? settings : {}), ...(Object.fromEntries(named) as Record<string, string>) };
}

describe('the Kubernetes manifests', () => {
  it.each(manifests.map(([path, manifest]) => [`${manifest.kind} ${manifest.metadata.name} (${path})`, manifest] as const))(
    '%s is accepted by the schema of Kubernetes',
    async (_, manifest) => {
      await expect(validateManifest(manifest)).resolves.toBeUndefined();
    },
  );

  it('have no field that Kubernetes does not know', () => {
    expect(compileManifests(manifests.map(([, manifest]) => manifest))).toEqual([]);
  });

  it('would be told apart from manifests with a fault', async () => {
    const [, deployment] = manifests.find(([, { kind }]) => kind === 'Deployment') ?? [];
    if (!deployment) throw new Error('There is no Deployment');
    const misspelt = { ...deployment, spec: { ...deployment.spec, replica: 2 } };
    expect(compileManifests([misspelt])).toEqual([expect.stringContaining('replica')]);
    const wrong = { ...deployment, spec: { ...deployment.spec, minReadySeconds: 'soon' } };
    await expect(validateManifest(wrong)).rejects.toThrow('minReadySeconds');
  });

  it('are all named by a kustomization, in one namespace, with the images of this version', () => {
    const named = kustomizations.flatMap(([path, { resources }]) => resources.map((resource) => join(dirname(path), resource)));
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect([...named].sort()).toEqual(filesUnder(KUBERNETES).filter((path) => !path.endsWith('kustomization.yaml')));
    expect(new Set(kustomizations.map(([, { namespace }]) => namespace))).toEqual(
      new Set(ofKind('Namespace').map(({ metadata }) => metadata.name)),
    );
    const tags = kustomizations.flatMap(([, { images }]) => images.map(({ name, newTag }) => `${name}:${newTag}`));
    expect([...new Set(tags)].sort()).toEqual([...new Set(pods.map(({ container }) => container.image))].sort());
  });

  it('deploy every service of the workspace, the relay and the proxy twice, each with an address and a guard against drains', () => {
    const expected = [...PROCESSES, 'proxy'].sort();
    const names = (kind: string): readonly string[] =>
      ofKind(kind)
        .map(({ metadata }) => metadata.name)
        .sort();
    expect([names('Deployment'), names('Service'), names('PodDisruptionBudget')]).toEqual([expected, expected, expected]);
    expect(ofKind('Deployment').map(({ spec }) => spec.replicas)).toEqual(expected.map(() => 2));
    expect(ofKind('PodDisruptionBudget').map(({ spec }) => spec.minAvailable)).toEqual(expected.map(() => 1));
    for (const { metadata, spec } of [...ofKind('Deployment'), ...ofKind('PodDisruptionBudget')])
      expect(spec.selector?.matchLabels).toEqual({ 'app.kubernetes.io/name': metadata.name });
    for (const { metadata, spec } of ofKind('Service')) expect(spec.selector).toEqual({ 'app.kubernetes.io/name': metadata.name });
  });

  it('replace one copy after another, never with fewer than there were', () => {
    for (const { spec } of ofKind('Deployment'))
      expect(spec.strategy).toEqual({ type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } });
  });

  it.each(pods.map((pod) => [pod.name, pod] as const))(
    'give %s an image of this version that listens where they say',
    (_, { container }) => {
      expect(container.image).toMatch(PINNED);
      expect(container.image).toBe(`budget-monitor/${imageOf(container)}:${VERSION}`);
      for (const { containerPort } of container.ports ?? []) expect(containerPort).toBe(portOf(imageOf(container)));
    },
  );

  it.each(pods.filter(({ name }) => name !== 'proxy').map((pod) => [pod.name, pod] as const))(
    'give %s settings that it knows and accepts, and the secrets by reference alone',
    (_, { container }) => {
      expect(troubleWith(imageOf(container), environmentIn(container))).toEqual([]);
      const written = (container.env ?? []).filter(({ value }) => value !== undefined).map(({ name }) => name);
      expect(written.filter((name) => /PASSWORD|_URL$/.test(name))).toEqual([]);
      const keys = (container.env ?? []).map(({ valueFrom }) => valueFrom?.secretKeyRef?.key).filter((key) => key !== undefined);
      expect(keys.filter((key) => !(key in SECRETS))).toEqual([]);
    },
  );

  it('hold no Secret and no password', () => {
    expect(ofKind('Secret')).toEqual([]);
    expect(Object.keys(settings).filter((name) => /PASSWORD|_URL$/.test(name) || !KNOWN_VARIABLES.includes(name))).toEqual([]);
  });

  it('run the commands that the image of the monitor has, the migration once for each version', () => {
    const args = pods.filter(({ container }) => imageOf(container) === 'monitor').map(({ name, container }) => [name, container.args]);
    expect(args).toEqual([
      ['relay', ['relay']],
      [`migrate-${VERSION.replaceAll('.', '-')}`, ['migrate']],
    ]);
    expect(commandOf('monitor').entrypoint).toEqual(['node', 'dist/apps/monitor/main.js']);
  });

  it.each(pods.map((pod) => [pod.name, pod] as const))('let %s write nothing, become nobody, and take no more than its share', (_, pod) => {
    const uid = Number(userOf(imageOf(pod.container)).split(':')[0]);
    expect(pod.spec.automountServiceAccountToken).toBe(false);
    expect(pod.spec.securityContext).toMatchObject({
      runAsNonRoot: true,
      runAsUser: uid,
      runAsGroup: uid,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(pod.container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    });
    for (const share of ['requests', 'limits'] as const)
      expect(Object.keys(pod.container.resources?.[share] ?? {}).sort()).toEqual(['cpu', 'memory']);
  });

  it.each(PROCESSES)('ask %s for its health at the addresses of the contract, and give it the time it takes to stop', (name) => {
    const { spec, container } = pods.find((pod) => pod.name === name) ?? {};
    const [live, ready] = [routePath(endpoints.liveness), routePath(endpoints.readiness)].map((path) => ({ path, port: 'http' }));
    expect([container?.startupProbe, container?.livenessProbe, container?.readinessProbe].map((probe) => probe?.httpGet)).toEqual([
      live,
      live,
      ready,
    ]);
    expect(container?.ports).toEqual([{ name: 'http', containerPort: Number(environmentOf(imageOf(container as Container))['PORT']) }]);
    expect(troubleBehindProxy(imageOf(container as Container), environmentIn(container as Container))).toEqual([]);
    // 30 s of stopping (run-until-signal.ts) after the pause before it.
    expect(spec?.terminationGracePeriodSeconds).toBeGreaterThan(36);
  });

  it('give the proxy the whole names of services that stand behind no address of their own', () => {
    const { container } = pods.find(({ name }) => name === 'proxy') ?? {};
    expect(container?.env).toEqual([{ name: 'SERVICE_DOMAIN', value: `.${main?.namespace}.svc.cluster.local` }]);
    expect(container?.readinessProbe?.httpGet.path).toBe('/health/live');
    const behind = ofKind('Service').filter(({ metadata }) => SERVICE_NAMES.includes(metadata.name));
    expect(behind.map(({ spec }) => spec.clusterIP)).toEqual(behind.map(() => 'None'));
  });

  it('refuse all traffic but what is named, and name the ports where something listens', () => {
    const policies = ofKind('NetworkPolicy');
    const [closed] = policies;
    expect(closed?.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    const ports = (name: string, way: 'ingress' | 'egress'): readonly number[] =>
      policies
        .filter(({ metadata }) => metadata.name === name)
        .flatMap(({ spec }) => spec[way] ?? [])
        .flatMap(({ ports: list = [] }) => list.map(({ port }) => port));
    expect([ports('proxy', 'ingress'), ports('proxy', 'egress'), ports('services', 'ingress')]).toEqual([[8080], [3000], [3000]]);
    expect(ports('engines', 'egress')).toEqual([5432, 2113, 9092, 4318]);
    const parts = pods.map(({ name, manifest }) => [name, manifest.spec.template?.metadata.labels['budget-monitor/part']]);
    expect(Object.fromEntries(parts) as object).toEqual({
      ...Object.fromEntries(PROCESSES.map((name) => [name, 'service'])),
      proxy: 'proxy',
      [`migrate-${VERSION.replaceAll('.', '-')}`]: 'migration',
    });
  });

  it('have the cluster refuse what breaks the rules', () => {
    expect(ofKind('Namespace')[0]?.metadata.labels?.['pod-security.kubernetes.io/enforce']).toBe('restricted');
    expect(textOf(`${KUBERNETES}/ingress.yaml`)).toContain('secretName: tls');
  });
});
