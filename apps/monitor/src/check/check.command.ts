import { judgeAnswer } from '@budget/contracts';
import { yearOf, type LocalDate } from '@budget/kernel';
import type { Command } from 'commander';
import type { z } from 'zod';
import { passwordOf } from '../ask-password';
import { wholeNumber } from '../command-line';
import { MonitorApi, refused } from '../monitor-api';
import { dayOf } from '../option-values';
import { runToEnd, type Running } from '../running';
import { say } from '../terminal';
import { checkDirectly } from './check-directly';
import { checkReport } from './check-report';

export type JudgeAnswer = z.infer<typeof judgeAnswer>;

type CheckOptions = {
  readonly date: LocalDate;
  readonly fiscalYear?: number;
  readonly json?: boolean;
  readonly url?: string;
  readonly user: string;
};

export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('立即判定一个考核点，并记录判定 / judge a milestone now and record the judgements')
    .requiredOption('--date <day>', '考核点日期，如 2025-06-30 / the milestone, such as 2025-06-30', dayOf)
    .option('--fiscal-year <year>', '年度，缺省为该日期的年份 / default: the year of the date', wholeNumber(2000, 2100))
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .option('--url <address>', '通过运行中的服务判定，如 http://127.0.0.1:3000 / through a running server')
    .option('--user <name>', '用户名，密码取自 BUDGET_MONITOR_PASSWORD 或现场输入 / user name with --url', 'admin')
    .action((options: CheckOptions) => runToEnd((running) => check(options, running)));
}

async function check(options: CheckOptions, running: Running): Promise<void> {
  const { date, url, user, fiscalYear = yearOf(date) } = options;
  const answer = url === undefined ? await checkDirectly({ date, fiscalYear }, running) : await overHttp(url, user, { date, fiscalYear });
  say(options.json ? JSON.stringify(answer, null, 2) : checkReport(answer));
}

async function overHttp(url: string, user: string, body: { readonly date: LocalDate; readonly fiscalYear: number }): Promise<JudgeAnswer> {
  const api = await MonitorApi.login(url, user, await passwordOf(user));
  const pageAt = async (cursor: string | null): Promise<JudgeAnswer> => {
    const answer = await api.postJson(`/milestone-checks?limit=500${cursor === null ? '' : `&cursor=${cursor}`}`, body);
    if (answer.status !== 200 && answer.status !== 201) throw refused(answer, '--date');
    return judgeAnswer.parse(answer.body);
  };
  // The first page judges every project and counts them; the others only show what stands.
  const first = await pageAt(null);
  const items = [...first.items];
  for (let cursor = first.nextCursor; cursor !== null;) {
    const next = await pageAt(cursor);
    items.push(...next.items);
    cursor = next.nextCursor;
  }
  return { ...first, items, nextCursor: null };
}
