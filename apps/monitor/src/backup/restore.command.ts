import { configOrExit, EXIT_USAGE } from '@budget/service-host';
import type { Command } from 'commander';
import { CommandFailed } from '../command-failed';
import { openCommandHost } from '../command-host';
import { runToEnd, type Running } from '../running';
import { note, Progress, say } from '../terminal';
import type { WholeBackup } from './backup.reader';
import { restoreBackup, verifyBackup, type RestoreWatch } from './restore-backup';

type RestoreOptions = { readonly from?: string; readonly check?: string; readonly json?: boolean };

const STOP_FIRST = '请先停止该服务；恢复只写进空的数据库 / in use by a running server, stop it first; a restore needs an empty database';

export function addRestoreCommand(program: Command): void {
  program
    .command('restore')
    .description(
      '把 backup 写的文件恢复到空的 DATA_DIR 或 DATABASE_URL；启动后读模型由事件重建 / restore a file of backup into an empty DATA_DIR or DATABASE_URL; ' +
        'the read models are rebuilt from the events at the start',
    )
    .option('--from <file>', '先核对整个文件，再恢复 / verify the whole file, then restore it')
    .option('--check <file>', '只核对，不写入，不需要数据库 / verify only, needs no database')
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .addHelpText(
      'after',
      '\n退出码 / Exit codes: 0 完成 / done, 1 中断或数据库不可用 / interrupted or database away, 2 文件损坏、数据库不空、参数或环境有误 / damaged file, database not empty, wrong arguments or environment',
    )
    .action((options: RestoreOptions) => runToEnd((running) => restore(options, running)));
}

async function restore({ from, check, json = false }: RestoreOptions, running: Running): Promise<void> {
  const file = from ?? check;
  if (file === undefined || (from !== undefined && check !== undefined)) {
    throw new CommandFailed('--from、--check：请给出其中一个 / give one of them', EXIT_USAGE);
  }
  const config = configOrExit(process.env);
  if (from !== undefined && config.eventStoreUrl !== null) throw intoAnotherStore();

  const begun = performance.now();
  const verified = await withProgress(`正在核对 ${file} / Verifying ${file}`, running, (watch) => verifyBackup(file, watch));
  if (from !== undefined) {
    const { pool } = await openCommandHost(running, 'restore', () => STOP_FIRST);
    await withProgress(`正在恢复 / Restoring`, running, (watch) => restoreBackup(pool, file, verified, watch));
  }
  const outcome = { file, restored: from !== undefined, ...summaryOf(verified), seconds: (performance.now() - begun) / 1_000 };
  say(json ? JSON.stringify(outcome) : wordsOf(outcome));
  if (from === undefined) return;
  if (verified.header.positions === 'increasing') note(FROM_KURRENTDB);
  if (verified.header.kafkaTopics.length > 0 || config.kafkaBrokers.length > 0) note(kafkaStep(verified.header.kafkaTopics));
}

/** Alerts name positions, and another store would number anew. */
const intoAnotherStore = (): CommandFailed =>
  new CommandFailed(
    'EVENT_STORE_URL：KurrentDB 自己编排位置，而预警按位置指明事件，所以不能恢复进去；请清空此变量恢复到 PostgreSQL，或用 KurrentDB 自己的备份恢复 / ' +
      'KurrentDB gives positions of its own, and alerts name events by position, so nothing is restored into it: unset the variable to restore into PostgreSQL, ' +
      'or restore the backup of KurrentDB itself',
    EXIT_USAGE,
  );

async function withProgress<Value>(title: string, running: Running, work: (watch: RestoreWatch) => Promise<Value>): Promise<Value> {
  const progress = new Progress(title);
  try {
    return await work({
      check: () => running.check(),
      onProgress: (events, total) => progress.at(events, Number(total), `${events} 事件 / events`),
    });
  } finally {
    progress.done();
  }
}

const summaryOf = ({ header, footer }: WholeBackup) => {
  const { productVersion, takenAt, region, head, positions, kafkaTopics } = header;
  const { events, rows, sha256 } = footer;
  return { productVersion, takenAt, region, head, positions, events, rows, kafkaTopics, sha256 };
};

function wordsOf({ file, restored, takenAt, region, head, events, rows, seconds }: Outcome): string {
  const [users, files] = [rows['access.app_user'] ?? 0, rows['command.document_file'] ?? 0];
  const what = `${region ?? '—'}, ${takenAt}, ${events} 事件 / events, ${head} 位置 / head, ${users} 用户 / users, ${files} 原文件 / original files, ${seconds.toFixed(1)} s`;
  if (!restored) return `${file}：完好，每条事件的摘要都对 / The file is whole, every event has its digest: ${what}`;
  return (
    `已恢复 / Restored: ${what}\n` +
    `现在可以启动；读模型由事件重建，其间 /health/ready 为 503；所有人要重新登录 / ` +
    `The monitor may be started now; the read models are rebuilt from the events, with /health/ready at 503 until then; everybody logs in again.`
  );
}

type Outcome = ReturnType<typeof summaryOf> & { readonly file: string; readonly restored: boolean; readonly seconds: number };

const FROM_KURRENTDB =
  '事件来自 KurrentDB：位置照旧，因此不连续 / The events come from a KurrentDB: their positions are kept, and so are the gaps between them.';

const kafkaStep = (topics: readonly string[]): string =>
  `用 Kafka 时：旧主题 ${topics.join('、') || 'budget.events.v1'} 里还有备份之后的内容，不要再用；启动前运行 budget-monitor relay --from 1 --topic <新主题>，` +
  `再设 KAFKA_TOPIC=<新主题> / With Kafka: the old topic also holds what came after the backup, never use it again; before the start run ` +
  `budget-monitor relay --from 1 --topic <new>, then set KAFKA_TOPIC=<new>`;
