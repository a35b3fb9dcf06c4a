import { basename } from 'node:path';
import {
  createDocumentFiles,
  createFileMappings,
  ImportDisbursementFileHandler,
  ImportDisbursementFileMessage,
  ProjectBudgets,
  type FileRefusal,
  type FileRequest,
} from '@budget/command-service';
import { problem } from '@budget/contracts';
import { assertNever, type AmountText } from '@budget/kernel';
import { EXIT_USAGE } from '@budget/service-host';
import type { Command } from 'commander';
import { passwordOf } from '../ask-password';
import { commandMetadata, openForWriting } from '../budget-command';
import { CommandFailed } from '../command-failed';
import { wholeNumber } from '../command-line';
import { bytesOf } from '../file-bytes';
import { MonitorApi, refused } from '../monitor-api';
import { amountOf } from '../option-values';
import { runToEnd, type Running } from '../running';
import { note, Progress, say } from '../terminal';

type PaymentsOptions = {
  readonly controlTotal: AmountText;
  readonly rowCount: number;
  readonly dryRun?: boolean;
  readonly source?: string;
  readonly json?: boolean;
  readonly url?: string;
  readonly user: string;
};
type Answer = {
  readonly rows: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly total: string;
  readonly dryRun: boolean;
};
type RowError = { readonly row?: number | null | undefined; readonly message: string };

export function addImportPaymentsCommand(program: Command): void {
  program
    .command('import-payments')
    .description('导入国库支付文件（.csv、.xlsx），全部登记或全部不登记 / import a treasury file, every row or none')
    .argument('<file>', '文件 / the file')
    .requiredOption('--control-total <yuan>', '控制总额（元），全部金额之和 / sum of all amounts, yuan', amountOf)
    .requiredOption('--row-count <rows>', '数据行数，不含表头 / data rows without the header', wholeNumber(0, 5_000_000))
    .option('--dry-run', '只检查，不写入 / check only')
    .option('--source <name>', '来源名称，用它记住的列名对应关系 / whose file, for its remembered column names')
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .option('--url <address>', '通过运行中的服务导入，如 http://127.0.0.1:3000 / through a running server')
    .option('--user <name>', '用户名，密码取自 BUDGET_MONITOR_PASSWORD 或现场输入 / user name with --url', 'admin')
    .action((file: string, options: PaymentsOptions) => runToEnd((running) => importPayments(file, options, running)));
}

async function importPayments(path: string, options: PaymentsOptions, running: Running): Promise<void> {
  const file = { fileName: basename(path), bytes: await bytesOf(path) };
  const answer = options.url === undefined ? await directly(file, options, running) : await overHttp(file, options.url, options);
  if (options.json) return say(JSON.stringify(answer, null, 2));
  const { rows, recorded, duplicates, total, dryRun } = answer;
  say(
    `${dryRun ? '试导入，没有写入：' : ''}${rows} 行，合计 ${total} 元，新登记 ${recorded} 行，此前已登记 ${duplicates} 行 / ` +
      `${rows} rows, ${total} yuan: ${recorded} new, ${duplicates} recorded before${dryRun ? '; nothing was written' : ''}.`,
  );
}

type File = Pick<FileRequest, 'fileName' | 'bytes'>;

async function directly(file: File, options: PaymentsOptions, running: Running): Promise<Answer> {
  const { store, pool, clock } = await openForWriting(running, 'import-payments');
  await createDocumentFiles(pool);
  await createFileMappings(pool);
  const { controlTotal, rowCount, dryRun = false, source = null } = options;
  const progress = new Progress('正在导入 / Importing');
  const outcome = await new ImportDisbursementFileHandler(new ProjectBudgets(store), pool, clock).execute(
    new ImportDisbursementFileMessage(
      { ...file, controlTotal, rowCount, dryRun, source, mapping: undefined },
      'all',
      commandMetadata(),
      ({ stage, done, rows }) => progress.at(STAGES.indexOf(stage) * rows + done, STAGES.length * Math.max(rows, 1)),
    ),
  );
  progress.done();
  if (!outcome.ok) throw failureOf(outcome.failure, file.fileName);
  return outcome.value;
}

const STAGES = ['reading', 'checking', 'recording'] as const;

function failureOf(refusal: FileRefusal, fileName: string): CommandFailed {
  switch (refusal.kind) {
    case 'unreadable-file':
      return new CommandFailed(`${fileName}: ${refusal.detail} (${refusal.code})`, EXIT_USAGE);
    case 'file-rejected':
      return rejected(fileName, refusal.errors, refusal.hidden);
    case 'concurrent-update':
      return new CommandFailed(
        `${fileName}: 文件中的项目正被同时修改，没有写入，请重试 / changed by somebody else at the same moment, try again`,
      );
    default:
      return assertNever(refusal);
  }
}

async function overHttp({ fileName, bytes }: File, url: string, options: PaymentsOptions): Promise<Answer> {
  const { controlTotal, rowCount, dryRun = false, source, user } = options;
  const api = await MonitorApi.login(url, user, await passwordOf(user));
  const form = new FormData();
  form.set('controlTotal', controlTotal);
  form.set('rowCount', String(rowCount));
  form.set('dryRun', String(dryRun));
  if (source !== undefined) form.set('source', source);
  form.set('file', new Blob([Uint8Array.from(bytes)]), fileName);
  const answer = await api.postForm('/disbursement-files', form);
  if (answer.status === 200 || answer.status === 201) return answer.body as Answer;
  const refusal = problem.safeParse(answer.body).data;
  throw refusal?.code === 'file-rejected' ? rejected(fileName, refusal.errors ?? [], 0) : refused(answer, fileName);
}

/** Every bad row on a line of its own, beside the one line that says that nothing was written. */
function rejected(fileName: string, errors: readonly RowError[], hidden: number): CommandFailed {
  for (const { row, message } of errors) note(row === null || row === undefined ? message : `第 ${row} 行 / row ${row}: ${message}`);
  return new CommandFailed(
    `${fileName}: 有 ${errors.length + hidden} 处错误，没有写入任何内容，请修改后整份重新导入 / ${errors.length + hidden} errors, nothing was written: mend and import the whole file again`,
    EXIT_USAGE,
  );
}
