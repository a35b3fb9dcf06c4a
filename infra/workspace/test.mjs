// npm test [-- suite … jest-arguments …]: every suite that needs no outside server, one after the other; what is skipped is named.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { ensureInstalled } from './installation.mjs';
import { refuseOldNode } from './supported-node.mjs';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const RESULTS = join(WORKSPACE_ROOT, 'tmp/test-results');
const NO_BROWSER = 'no Chromium or Chrome was found: install one, or name it in CHROMIUM_PATH';
// Only the unit suite is free of databases and browsers, which want both cores to themselves.
const SUITES = {
  unit: { workers: 2 },
  integration: { workers: 1 },
  acceptance: { workers: 1 },
  browser: { workers: 1, needsBrowser: true },
};

refuseOldNode();
await ensureInstalled();
await ensureBuilt(['monitor', 'dashboard']);
rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

function runSuite(name, workers, jestArguments) {
  const results = join(RESULTS, `${name}.json`);
  const started = Date.now();
  const { status } = spawnSync(
    process.execPath,
    [
      ...['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'],
      ...['--selectProjects', name, `--maxWorkers=${workers}`, '--json', `--outputFile=${results}`, ...jestArguments],
    ],
    { cwd: WORKSPACE_ROOT, stdio: 'inherit', env: { ...process.env, CHROMIUM_PATH: findChromium() ?? '' } },
  );
  const seconds = `${((Date.now() - started) / 1000).toFixed(1)} s`;
  if (!existsSync(results)) return { line: `✗ ${name}: no result (Jest ended with ${status}), ${seconds}`, failed: true };
  const { numPassedTests, numTotalTests, numPendingTests } = JSON.parse(readFileSync(results, 'utf8'));
  const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
  return {
    line: `${status === 0 ? '✓' : '✗'} ${name}: ${numPassedTests} of ${numTotalTests} tests hold${skipped}, ${seconds}`,
    failed: status !== 0,
  };
}

const wanted = process.argv.slice(2);
const chosen = Object.keys(SUITES).filter((name) => wanted.includes(name));
const jestArguments = wanted.filter((argument) => !Object.hasOwn(SUITES, argument));

const outcomes = (chosen.length > 0 ? chosen : Object.keys(SUITES)).map((name) => {
  const { workers, needsBrowser } = SUITES[name];
  if (needsBrowser && !findChromium()) {
    const failed = process.env.CI === 'true';
    return { line: `${failed ? '✗' : '–'} ${name}: skipped, ${NO_BROWSER}`, failed };
  }
  return runSuite(name, workers, jestArguments);
});

console.info(`\n${outcomes.map(({ line }) => line).join('\n')}`);
process.exitCode = outcomes.some(({ failed }) => failed) ? 1 : 0;
