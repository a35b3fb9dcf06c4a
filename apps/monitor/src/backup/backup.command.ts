import { configOrExit, openHost } from '@budget/service-host';
import type { Command } from 'commander';
import { VERSION } from '../command-line';
import { runToEnd, type Running } from '../running';
import { Progress, say } from '../terminal';
import { openDatabaseToRead } from './backup-database';
import { Backup } from './take-backup';
import { refuseExisting, writeWhole } from './whole-file';

type BackupOptions = { readonly to: string; readonly json?: boolean };

const PERCENT = 100n;

export function addBackupCommand(program: Command): void {
  program
    .command('backup')
    .description(
      '把全部事件、用户和原文件备份到一个文件，服务可以照常运行 / back up all events, users and original files into one file, while the monitor runs',
    )
    .requiredOption(
      '--to <file>',
      '写到这个还不存在的文件，只有所有者能读 / the file to write, which must not exist; only its owner may read it',
    )
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .addHelpText('after', EXIT_CODES)
    .action((options: BackupOptions) => runToEnd((running) => backUp(options, running)));
}

const EXIT_CODES =
  '\n文件里有密码的哈希：与数据库同样保管。/ The file holds the hashes of passwords: keep it as you keep the database.' +
  '\n退出码 / Exit codes: 0 完成 / done, 1 中断、数据库不可用或事件已损坏 / interrupted, database away or events damaged, 2 参数、文件或环境有误 / wrong arguments, file or environment';

async function backUp({ to, json = false }: BackupOptions, running: Running): Promise<void> {
  await refuseExisting(to);
  const config = configOrExit(process.env);
  const databaseUrl = await openDatabaseToRead(config, running);
  running.check();
  const host = await openHost({ ...config, logLevel: 'silent', tracesEndpoint: null, databaseUrl }, 'budget-monitor backup');
  running.atEnd(() => host.close());
  running.check();

  const progress = new Progress(`正在备份到 ${to} / Backing up to ${to}`);
  const { pool, store } = host;
  const source = { pool, store, productVersion: VERSION, ownEvents: config.eventStoreUrl === null };
  const backup = new Backup(source, {
    check: () => running.check(),
    onProgress: (events, position, head) => progress.at(Number((position * PERCENT) / head), Number(PERCENT), `${events} 事件 / events`),
  });
  const bytes = await writeWhole(to, backup.text());
  const seconds = progress.done();
  const { header, footer } = backup;
  if (!header || !footer) throw new Error('The backup ended before its footer.');
  const { takenAt, head, region, positions, kafkaTopics } = header;
  const { events, rows, sha256 } = footer;
  if (json) return say(JSON.stringify({ file: to, bytes, takenAt, region, head, positions, events, rows, kafkaTopics, sha256, seconds }));
  say(
    `已备份到 ${to}：${events} 条事件（到位置 ${head}），${rows['access.app_user'] ?? 0} 个用户，${rows['command.document_file'] ?? 0} 个原文件，` +
      `${bytes} 字节，用时 ${seconds.toFixed(1)} 秒；文件里有密码的哈希，请妥善保管 / ` +
      `Backed up: ${events} events (up to position ${head}), ${rows['access.app_user'] ?? 0} users, ${rows['command.document_file'] ?? 0} original files, ` +
      `${bytes} bytes in ${seconds.toFixed(1)} s; the file holds the hashes of passwords, keep it safe.`,
  );
}
