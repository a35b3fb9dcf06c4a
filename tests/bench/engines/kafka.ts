import { execFileSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BrokerProcess } from '../../kafka/broker-process';

type Found = { readonly kind: string; readonly brokers?: string; readonly script?: string; readonly reason?: string };

const PORT = 19_092;

/** The broker that runs, else one of a start script; or why there is none. `engines`: path of infra/workspace/engines.mjs. */
export async function kafkaForBench(engines: string): Promise<{ readonly brokers: readonly string[]; stop(): Promise<void> } | string> {
  const found = JSON.parse(execFileSync(process.execPath, [engines, 'find'], { encoding: 'utf8' })) as Found;
  if (found.kind === 'running') return { brokers: (found.brokers ?? '').split(','), stop: () => Promise.resolve() };
  if (!found.script) return found.reason ?? 'start one and name it in KAFKA_BROKERS';
  const broker = await BrokerProcess.start(found.script, await mkdtemp(join(tmpdir(), 'budget-monitor-bench-kafka-')), PORT);
  return { brokers: broker.brokers, stop: () => broker.wipe() };
}
