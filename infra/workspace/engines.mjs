// npm run engines: starts what the suites need beside PostgreSQL, says where it is, and holds it until Ctrl-C.
// node infra/workspace/engines.mjs find: one line of JSON about where a Kafka broker can come from; starts nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { WORKSPACE_ROOT } from './workspace-root.mjs';

const COMPOSE = ['compose', '--profile', 'kafka'];
// The file asks for the password of a database that is not started here.
const COMPOSE_ENVIRONMENT = { POSTGRES_PASSWORD: 'not-started', ...process.env };
const COMPOSE_BROKERS = '127.0.0.1:9092';

/**
 * Where a broker can come from: one that runs (KAFKA_BROKERS), Docker Compose, or a start script (named by KAFKA_HOME_SCRIPT, or
 * engines/kafka/kafka in a folder beside this repository). What a script starts can be killed and started again by the fault tests.
 */
export function findKafka(env = process.env) {
  const script = env.KAFKA_HOME_SCRIPT || scriptBeside();
  const scripted = script && existsSync(script) && succeeds('java', ['-version']) ? script : null;
  if (env.KAFKA_BROKERS) return { kind: 'running', brokers: env.KAFKA_BROKERS, script: scripted };
  if (succeeds('docker', ['info']) && composeKnowsKafka()) return { kind: 'compose', brokers: COMPOSE_BROKERS, script: scripted };
  if (scripted) return { kind: 'script', script: scripted };
  return { kind: 'missing', reason: reasonOf(env.KAFKA_HOME_SCRIPT, script) };
}

/** Starts the broker when it does not run yet; answers its addresses and how to give it back. Throws when it does not come up. */
export function startKafka(found, { dir, port }) {
  if (found.kind === 'running') return { brokers: found.brokers, stop: () => undefined };
  if (found.kind === 'compose') {
    run('docker', [...COMPOSE, 'up', '--detach', '--wait', 'kafka']);
    return { brokers: found.brokers, stop: () => run('docker', [...COMPOSE, 'stop', 'kafka']) };
  }
  if (found.kind === 'missing') throw new Error(`No Kafka broker: ${found.reason}`);
  mkdirSync(dir, { recursive: true });
  const brokers = run(found.script, ['up', '--dir', dir, '--port', String(port)]);
  return { brokers, stop: () => run(found.script, ['down', '--dir', dir]) };
}

function scriptBeside() {
  const parent = dirname(WORKSPACE_ROOT);
  return readdirSync(parent)
    .map((folder) => join(parent, folder, 'engines/kafka/kafka'))
    .find((path) => existsSync(path));
}

function reasonOf(named, script) {
  if (named && !existsSync(named)) return `KAFKA_HOME_SCRIPT names ${named}, which does not exist`;
  if (script) return 'a start script was found, but no java (17 or later) is on PATH';
  return 'KAFKA_BROKERS names none, no container engine answers, and no start script of Kafka was found';
}

const composeKnowsKafka = () => {
  const { status, stdout } = quietly('docker', [...COMPOSE, 'config', '--services']);
  return status === 0 && stdout.split('\n').includes('kafka');
};

const quietly = (command, words) =>
  spawnSync(command, words, { cwd: WORKSPACE_ROOT, env: COMPOSE_ENVIRONMENT, encoding: 'utf8', timeout: 20_000 });
const succeeds = (command, words) => quietly(command, words).status === 0;

function run(command, words) {
  const { status, stdout, stderr } = spawnSync(command, words, { cwd: WORKSPACE_ROOT, env: COMPOSE_ENVIRONMENT, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} ended with ${status}: ${stderr || stdout}`);
  return stdout.trim();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = findKafka();
  if (process.argv[2] === 'find') {
    console.info(JSON.stringify(found));
  } else if (found.kind === 'missing') {
    console.error(`Kafka: ${found.reason}`);
    process.exitCode = 1;
  } else {
    const { brokers, stop } = startKafka(found, { dir: join(WORKSPACE_ROOT, 'tmp/kafka'), port: 9092 });
    console.info(
      `Kafka answers (${found.kind}). For the suites and for npm start:\n\n  export KAFKA_BROKERS=${brokers}\n\nCtrl-C stops it.`,
    );
    const hold = setInterval(() => undefined, 60_000);
    for (const signal of ['SIGINT', 'SIGTERM']) {
      process.once(signal, () => {
        clearInterval(hold);
        stop();
      });
    }
  }
}
