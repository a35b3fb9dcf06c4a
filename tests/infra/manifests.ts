import { filesUnder, yamlOf } from './files';

export type Probe = { readonly httpGet: { readonly path: string; readonly port: string | number } };
type Variable = {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: { readonly secretKeyRef?: { name: string; key: string } };
};
export type Container = {
  readonly name: string;
  readonly image: string;
  readonly args?: readonly string[];
  readonly env?: readonly Variable[];
  readonly envFrom?: readonly { readonly configMapRef: { readonly name: string } }[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly startupProbe?: Probe;
  readonly livenessProbe?: Probe;
  readonly readinessProbe?: Probe;
  readonly resources?: Readonly<Record<'requests' | 'limits', Readonly<Record<string, string>>>>;
  readonly securityContext?: object;
};
export type PodSpec = {
  readonly containers: readonly Container[];
  readonly automountServiceAccountToken?: boolean;
  readonly securityContext?: { readonly runAsUser?: number };
  readonly terminationGracePeriodSeconds?: number;
};
export type Manifest = {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly spec: {
    readonly replicas?: number;
    readonly strategy?: object;
    readonly clusterIP?: string;
    readonly minAvailable?: number;
    readonly selector?: { readonly matchLabels?: Readonly<Record<string, string>> } & Readonly<Record<string, unknown>>;
    readonly ports?: readonly { readonly name: string; readonly port: number; readonly targetPort: string }[];
    readonly template?: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: PodSpec };
    readonly podSelector?: object;
    readonly policyTypes?: readonly string[];
    readonly egress?: readonly { readonly ports?: readonly { readonly port: number }[] }[];
    readonly ingress?: readonly { readonly ports?: readonly { readonly port: number }[] }[];
  };
};
export type Kustomization = {
  readonly kind: 'Kustomization';
  readonly namespace: string;
  readonly resources: readonly string[];
  readonly configMapGenerator?: readonly { readonly name: string; readonly literals: readonly string[] }[];
  readonly images: readonly { readonly name: string; readonly newTag: string }[];
};

export const KUBERNETES = 'infra/kubernetes';
const isKustomization = (path: string): boolean => path.endsWith('kustomization.yaml');

export const kustomizations: readonly (readonly [string, Kustomization])[] = filesUnder(KUBERNETES)
  .filter(isKustomization)
  .map((path) => [path, yamlOf(path)[0] as Kustomization]);

export const manifests: readonly (readonly [string, Manifest])[] = filesUnder(KUBERNETES)
  .filter((path) => !isKustomization(path))
  .flatMap((path) => (yamlOf(path) as readonly Manifest[]).map((manifest) => [path, manifest] as const));

export const ofKind = (kind: string): readonly Manifest[] =>
  manifests.map(([, manifest]) => manifest).filter((manifest) => manifest.kind === kind);

/** Everything that starts a container, with its one container. */
export const pods = [...ofKind('Deployment'), ...ofKind('Job')].map((manifest) => {
  const spec = manifest.spec.template?.spec;
  const [container, ...more] = spec?.containers ?? [];
  if (!spec || !container || more.length > 0) throw new Error(`${manifest.metadata.name} has not exactly one container`);
  return { name: manifest.metadata.name, manifest, spec, container };
});
