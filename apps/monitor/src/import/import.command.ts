import { basename } from 'node:path';
import type { TargetDocumentAnswer } from '@budget/contracts';
import { EXIT_USAGE } from '@budget/service-host';
import type { Command } from 'commander';
import { wholeNumber } from '../command-line';
import { bytesOf } from '../file-bytes';
import { runToEnd, type Running } from '../running';
import { note, say } from '../terminal';
import { importDirectly, importDry } from './import-directly';
import { importOverHttp } from './import-over-http';
import { importReport } from './import-report';

export type ImportOptions = {
  readonly fiscalYear?: number;
  readonly dryRun?: boolean;
  readonly acceptValid?: boolean;
  readonly json?: boolean;
  readonly url?: string;
  readonly user: string;
};

export type FileToImport = { readonly fileName: string; readonly bytes: Buffer };

/** What came of it; `refusal` is set when nothing was written although the file could be read. */
export type Imported = { readonly answer: TargetDocumentAnswer; readonly refusal: string | null };

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('导入部门绩效目标文本（.txt） / import a published document of performance targets')
    .argument('<file>', '文件 / the file')
    .option('--fiscal-year <year>', '年度，缺省按文件所写 / default: as the file says', wholeNumber(2000, 2100))
    .option('--dry-run', '只检查，不写入，不需要服务和数据库 / check only, needs neither server nor database')
    .option('--accept-valid', '有项目存在结构性错误时，仍导入其余项目 / import the sound projects although others have errors')
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .option('--url <address>', '通过运行中的服务导入，如 http://127.0.0.1:3000 / through a running server')
    .option('--user <name>', '用户名，密码取自 BUDGET_MONITOR_PASSWORD 或现场输入 / user name with --url', 'admin')
    .action((file: string, options: ImportOptions) => runToEnd((running) => importFile(file, options, running)));
}

async function importFile(path: string, options: ImportOptions, running: Running): Promise<void> {
  const file = { fileName: basename(path), bytes: await bytesOf(path) };
  const { answer, refusal } = await imported(file, options, running);
  if (options.json) say(JSON.stringify(answer, null, 2));
  else say(importReport(answer, { isUnchecked: options.dryRun === true && options.url === undefined }));
  if (refusal === null) return;
  note(`${path}: ${refusal}`);
  process.exitCode = EXIT_USAGE;
}

function imported(file: FileToImport, options: ImportOptions, running: Running): Promise<Imported> {
  if (options.url !== undefined) return importOverHttp(file, { ...options, url: options.url });
  return options.dryRun ? importDry(file, options) : importDirectly(file, options, running);
}
