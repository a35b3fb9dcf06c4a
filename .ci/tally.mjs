// Prints "<passed> <failed>" over the results that Jest left; a suite file that could not run at all counts as one failure.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const reports = ['tmp/test-results', 'tmp/test-results-node-24']
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8'))));
const sum = (count) => reports.map(count).reduce((total, number) => total + number, 0);

console.info(
  sum((report) => report.numPassedTests),
  sum((report) => report.numFailedTests + report.numRuntimeErrorTestSuites),
);
