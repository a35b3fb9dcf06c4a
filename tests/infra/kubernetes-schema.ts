import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './files';
import type { Manifest } from './manifests';

type Model = new (data: object) => { validate(): void };

/** Where kubernetes-models keeps a kind: "apps/v1" + "Deployment" → "apps/v1/Deployment". */
const placeOf = ({ apiVersion, kind }: Manifest): string => `kubernetes-models/${apiVersion}/${kind}`;

/** Throws with the first things that the schema of Kubernetes refuses: types, formats, enumerations, missing fields. */
export async function validateManifest(manifest: Manifest): Promise<void> {
  const models = (await import(placeOf(manifest))) as Readonly<Record<string, Model>>;
  const Kind = models[manifest.kind];
  if (!Kind) throw new Error(`Kubernetes has no ${manifest.kind} in ${manifest.apiVersion}`);
  new Kind(manifest).validate();
}

/** What the compiler says of all manifests as literals of the types of Kubernetes: above all, fields that no kind has. */
export function compileManifests(manifests: readonly Manifest[]): readonly string[] {
  const lines = manifests.flatMap((manifest, index) => [
    `import type { I${manifest.kind} as Kind${index} } from '${placeOf(manifest)}';`,
    `export const manifest${index}: Kind${index} = ${JSON.stringify(manifest)};`,
  ]);
  const path = join(ROOT, 'tests/infra/manifests-as-literals.ts');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: [],
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
  };
  const host = ts.createCompilerHost(options);
  const [fileExists, getSourceFile] = [host.fileExists.bind(host), host.getSourceFile.bind(host)];
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, ...more) =>
    name === path ? ts.createSourceFile(path, lines.join('\n'), options.target ?? ts.ScriptTarget.ES2022) : getSourceFile(name, ...more);
  const program = ts.createProgram([path], options, host);
  return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}
