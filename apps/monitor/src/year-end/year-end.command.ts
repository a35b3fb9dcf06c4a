import { DecideYearEndHandler, DecideYearEndMessage, ProjectBudgets, wordsOfRefusal } from '@budget/command-service';
import type { ProjectCode } from '@budget/domain/project-budget';
import { EXIT_USAGE } from '@budget/service-host';
import type { Command } from 'commander';
import { passwordOf } from '../ask-password';
import { commandMetadata, openForWriting } from '../budget-command';
import { CommandFailed } from '../command-failed';
import { wholeNumber } from '../command-line';
import { MonitorApi, refused } from '../monitor-api';
import { oneOf } from '../option-values';
import { runToEnd, type Running } from '../running';
import { say } from '../terminal';
import { wan } from '../wan';

type YearEndOptions = {
  readonly fiscalYear: number;
  readonly decision: 'carry-over' | 'return';
  readonly document: string;
  readonly nextProject?: string;
  readonly json?: boolean;
  readonly url?: string;
  readonly user: string;
};
type Answer = { readonly unspent: string; readonly carriedOver: string; readonly returned: string; readonly position: string };

export function addYearEndCommand(program: Command): void {
  program
    .command('year-end')
    .description('办理一个项目的年终结转结余，只办一次 / carry over or return what a project did not spend, once')
    .argument('<project>', '项目编码 / project code')
    .requiredOption('--fiscal-year <year>', '结束的年度 / the year that ends', wholeNumber(2000, 2100))
    .requiredOption('--decision <word>', 'carry-over 结转下年、return 结余收回', oneOf('carry-over', 'return'))
    .requiredOption('--document <number>', '文号 / document number')
    .option('--next-project <code>', '下年度项目编码，缺省相同 / project of the next year, default the same code')
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .option('--url <address>', '通过运行中的服务办理，如 http://127.0.0.1:3000 / through a running server')
    .option('--user <name>', '用户名，密码取自 BUDGET_MONITOR_PASSWORD 或现场输入 / user name with --url', 'admin')
    .action((project: string, options: YearEndOptions) => runToEnd((running) => yearEnd(project, options, running)));
}

async function yearEnd(project: string, options: YearEndOptions, running: Running): Promise<void> {
  const answer = options.url === undefined ? await directly(project, options, running) : await overHttp(project, options.url, options);
  if (options.json) return say(JSON.stringify(answer, null, 2));
  say(
    `未支出 ${wan(answer.unspent)} 万元：结转 ${wan(answer.carriedOver)} 万元，收回 ${wan(answer.returned)} 万元 / ` +
      `Unspent ${answer.unspent} yuan: ${answer.carriedOver} carried over, ${answer.returned} returned.`,
  );
}

async function directly(project: string, options: YearEndOptions, running: Running): Promise<Answer> {
  const { fiscalYear, decision, document: documentNo, nextProject = project } = options;
  const { store } = await openForWriting(running, 'year-end');
  const projectCode = project as ProjectCode;
  const nextYearProject = decision === 'return' ? null : (nextProject as ProjectCode);
  const command = { type: 'DecideYearEnd', projectCode, fiscalYear, decision, nextYearProject, documentNo } as const;
  const outcome = await new DecideYearEndHandler(new ProjectBudgets(store)).execute(new DecideYearEndMessage(command, commandMetadata()));
  if (!outcome.ok) throw new CommandFailed(`${wordsOfRefusal(outcome.failure)} (${outcome.failure.kind})`, EXIT_USAGE);
  const { fact, version, position } = outcome.value;
  return { ...fact.data, ...{ version: String(version), position: String(position) } };
}

async function overHttp(project: string, url: string, options: YearEndOptions): Promise<Answer> {
  const { fiscalYear, decision, document: documentNo, nextProject: nextYearProjectCode, user } = options;
  const api = await MonitorApi.login(url, user, await passwordOf(user));
  const answer = await api.postJson('/year-end', { fiscalYear, projectCode: project, decision, nextYearProjectCode, documentNo });
  if (answer.status !== 201) throw refused(answer, project);
  return answer.body as Answer;
}
