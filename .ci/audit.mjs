// The tree holds no path of the machine it was written on, no registry host and no download address.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FINDINGS = [
  ['a path of one machine', /(?<![\w.$*~/})-])\/(?:work|home|root|Users|mnt)\/[\w.-]+/],
  ['a registry host', /\bregistry\.[a-z-]+\.(?:org|com|io|cn)\b|\/(?:artifactory|nexus|verdaccio)\//i],
  ['a download address in a lock file', /"resolved":\s*"https?:/],
  ['a secret key', /-----BEGIN [A-Z ]*PRIVATE KEY-----|\bAKIA[0-9A-Z]{16}\b/],
];
const SELF = '.ci/audit.mjs';

const files = execFileSync('git', ['ls-files', '-z'], { encoding: 'utf8', maxBuffer: 1 << 26 })
  .split('\0')
  .filter((file) => file !== '' && file !== SELF);
const problems = files.flatMap((file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      FINDINGS.filter(([, pattern]) => pattern.test(line)).map(([what]) => `${file}:${index + 1}: ${what}: ${line.trim().slice(0, 120)}`),
    ),
);

for (const problem of problems) console.error(problem);
console.info(`${files.length} files read, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
