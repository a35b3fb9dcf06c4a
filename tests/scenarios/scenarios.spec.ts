import { readdirSync, readFileSync } from 'node:fs';
import { play } from './play';
import type { Scenario } from './scenario';

const FOLDER = new URL('./cases/', import.meta.url);
const scenarios = readdirSync(FOLDER).map((file) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as Scenario);

describe('money cases with figures written out by hand', () => {
  it.each(scenarios.map((scenario) => [scenario.title, scenario] as const))('%s', (_, scenario) => {
    play(scenario);
  });
});
