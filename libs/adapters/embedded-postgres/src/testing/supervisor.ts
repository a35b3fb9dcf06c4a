/** Runs the test server for as long as the test run lives, then removes it. Plain JavaScript: it runs by itself under node -e. */
export const SUPERVISOR = `
const { spawn } = require('node:child_process');
const { rmSync } = require('node:fs');
const { run, home, program, programArguments, options } = JSON.parse(process.argv[1]);
const server = spawn(program, programArguments, options);
const end = () => server.kill('SIGQUIT');
server.on('error', () => process.exit(1));
server.on('exit', () => {
  rmSync(home, { recursive: true, force: true, maxRetries: 10 });
  process.exit(0);
});
process.on('SIGTERM', end);
process.on('SIGINT', end);
setInterval(() => {
  try {
    process.kill(run, 0);
  } catch {
    end();
  }
}, 250);
`;
