import { validate } from 'dockerfile-utils';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf, DOCKERFILE, environmentOf, instructionsOf, portOf, stages, userOf } from './dockerfile';
import { PINNED, ROOT, SERVICE_PORT, textOf } from './files';

const APPS = readdirSync(join(ROOT, 'apps')).filter((app) => app !== 'dashboard');
const IMAGES = [...APPS, 'proxy'];

describe('the images', () => {
  it('are described by a Dockerfile without faults', () => {
    expect(validate(textOf(DOCKERFILE)).map(({ message }) => message)).toEqual([]);
  });

  it('are one for each application of the workspace and one for the proxy with the dashboard', () => {
    const names = stages().map(({ name }) => name);
    expect(names).toEqual(['build', 'runtime', ...names.slice(2)]);
    expect(names.slice(2).sort()).toEqual([...IMAGES].sort());
  });

  it('come from images whose version is written down, and run on the Node of .nvmrc', () => {
    const names = stages().map(({ name }) => name);
    const bases = stages()
      .map(({ from }) => from)
      .filter((from) => !names.includes(from));
    expect(bases.filter((base) => !PINNED.test(base))).toEqual([]);
    expect(bases.filter((base) => base.startsWith('node:') && !base.startsWith(`node:${textOf('.nvmrc').trim()}.`))).toEqual([]);
  });

  it('copy only what is there and what is sent to the builder', () => {
    const sent = textOf('infra/docker/Dockerfile.dockerignore')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => line.slice(1));
    const copied = stages()
      .flatMap(({ instructions }) => instructions)
      .filter(({ keyword, words }) => keyword === 'COPY' && !words.startsWith('--from='))
      .flatMap(({ words }) => words.split(/\s+/).slice(0, -1));
    expect(copied.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(copied.filter((path) => !sent.some((folder) => path === folder || path.startsWith(`${folder}/`)))).toEqual([]);
    expect(sent.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it.each(IMAGES)('of %s runs as a number that is not root and carries no secret', (image) => {
    expect(userOf(image)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(Object.keys(environmentOf(image)).filter((name) => /PASSWORD|SECRET|TOKEN|_URL$/.test(name))).toEqual([]);
  });

  it.each(APPS)('of %s holds what lay-out.mjs made for it, listens where it is looked for, and starts as what it is called', (app) => {
    const copies = instructionsOf(app).filter(({ keyword }) => keyword === 'COPY');
    expect(copies.map(({ words }) => words)).toEqual([`--from=build /images/${app} ./`]);
    expect([portOf(app), environmentOf(app)['PORT'], environmentOf(app)['NODE_ENV']]).toEqual([
      SERVICE_PORT,
      String(SERVICE_PORT),
      'production',
    ]);
    const { entrypoint, command } = commandOf(app);
    expect([...entrypoint, ...command].slice(0, 2)).toEqual(['node', `dist/apps/${app}/main.js`]);
    const build = stages().find(({ name }) => name === 'build');
    expect(build?.instructions.map(({ words }) => words).join('\n')).toMatch(new RegExp(`for service in [^;]*\\b${app}\\b`));
  });
});
