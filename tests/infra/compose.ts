import { yamlOf } from './files';

export type ComposeService = {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly deploy?: { readonly replicas?: number; readonly resources?: { readonly limits?: object } };
};
export type ComposeFile = {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

/** docker-compose.yml, its variables put in as Compose does: ${NAME}, ${NAME:-absent}, ${NAME:?why}. */
export function composeFile(variables: Readonly<Record<string, string>>): ComposeFile {
  const fill = (text: string): string =>
    text.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind: string | undefined, rest: string | undefined) => {
      const value = variables[name];
      if (value !== undefined && value !== '') return value;
      if (kind === '?') throw new Error(`${name}: ${rest ?? ''}`);
      return rest ?? '';
    });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, walk(part)]));
    return value;
  };
  return walk(yamlOf('docker-compose.yml')[0]) as ComposeFile;
}

/** The services that `docker compose --profile … up` starts. */
export const startedBy = ({ services }: ComposeFile, ...profiles: readonly string[]): readonly string[] =>
  Object.entries(services)
    .filter(([, { profiles: of = [] }]) => of.length === 0 || of.some((profile) => profiles.includes(profile)))
    .map(([name]) => name)
    .sort();
