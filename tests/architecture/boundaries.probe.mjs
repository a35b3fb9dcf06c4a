// A rule that stops firing looks exactly like clean code. So: plant each violation, and demand that the named rule reports it.
// Nothing is written: each probe is linted as if it stood in a file of its folder, so that nothing can be left behind.
import { createProjectGraphAsync } from '@nx/devkit';
import { ESLint } from 'eslint';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import tseslint from 'typescript-eslint';
import { plantedViolations } from './planted-violations.mjs';

process.chdir(fileURLToPath(new URL('../../', import.meta.url)));

const problems = [];
const demand = (sentence, holds) => {
  if (!holds) problems.push(sentence);
};

const isSpec = (path) => /\.(spec|int-spec)\.tsx?$/.test(path);
const filesUnder = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true })
        .map((file) => join(folder, file))
        .sort()
    : [];
// A file at the top of the folder where there is one: planted paths such as ../../x start from there.
const fileIn = (folder, kind) =>
  filesUnder(folder)
    .filter((path) => /\.tsx?$/.test(path) && isSpec(path) === (kind === 'spec'))
    .sort((one, other) => one.split('/').length - other.split('/').length)[0];

const graph = await createProjectGraphAsync({ exitOnError: true });
const projects = ['apps', 'libs'].flatMap(filesUnder).filter((path) => path.endsWith('project.json'));
for (const path of projects) {
  const { name, tags = [] } = JSON.parse(readFileSync(path, 'utf8'));
  demand(`${path} names exactly one layer`, tags.filter((tag) => tag.startsWith('type:')).length === 1);
  demand(`${path} names its technology`, !tags.includes('type:adapter') || tags.some((tag) => tag.startsWith('technology:')));
  demand(`the project graph knows ${name}`, graph.nodes[name]?.data.tags?.join() === tags.join());
}

// Rules that read types cost half a second a probe; the others are asked without types.
const withTypes = new ESLint();
const withoutTypes = new ESLint({ overrideConfig: tseslint.configs.disableTypeChecked });
const readsTypes = (rule, kind) => kind === 'typed' || (rule !== null && rule in tseslint.configs.disableTypeChecked.rules);
for (const [sentence, folder, source, rule, kind] of plantedViolations) {
  const filePath = fileIn(folder, kind);
  if (filePath === undefined) {
    problems.push(`${sentence}: ${folder} has no ${kind ?? 'source'} file to plant it in`);
    continue;
  }
  const [report] = await (readsTypes(rule, kind) ? withTypes : withoutTypes).lintText(source, { filePath });
  const found = report.messages.map(({ ruleId, message }) => ruleId ?? message);
  demand(
    `${sentence}: wanted ${rule ?? 'no report'}, got ${found.join(', ') || 'none'}`,
    rule === null ? found.length === 0 : found.includes(rule),
  );
}

for (const problem of problems) console.error(`FAIL ${problem}`);
console.info(`${plantedViolations.length} planted violations and controls, ${projects.length} projects: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
