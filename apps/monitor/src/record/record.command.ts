import { voucherNo } from '@budget/contracts';
import type { FundSource, PaymentMethod, ProjectCode, VoucherNo } from '@budget/domain/project-budget';
import { yearOf, type AmountText, type LocalDate } from '@budget/kernel';
import type { Command } from 'commander';
import { passwordOf } from '../ask-password';
import { executeDirectly } from '../budget-command';
import { wholeNumber } from '../command-line';
import { MonitorApi, refused } from '../monitor-api';
import { amountOf, dayOf, oneOf } from '../option-values';
import { runToEnd, type Running } from '../running';
import { say } from '../terminal';

type RecordOptions = {
  readonly voucher: string;
  readonly amount: AmountText;
  readonly paidOn: LocalDate;
  readonly fundSource: FundSource;
  readonly method?: PaymentMethod;
  readonly payee?: string;
  readonly account?: string;
  readonly use?: string;
  readonly fiscalYear?: number;
  readonly json?: boolean;
  readonly url?: string;
  readonly user: string;
};

export function addRecordCommand(program: Command): void {
  program
    .command('record')
    .description('登记一笔支付 / record one payment')
    .argument('<project>', '项目编码 / project code')
    .requiredOption('--voucher <number>', '支付凭证号 / voucher number')
    .requiredOption('--amount <yuan>', '金额（元），如 30000.00 / amount in yuan', amountOf)
    .requiredOption('--paid-on <day>', '实际支付日期，如 2025-06-30 / the day it was paid', dayOf)
    .option(
      '--fund-source <source>',
      '资金来源：fiscal 财政资金、other 其他资金、carried-over 上年结转',
      oneOf('fiscal', 'other', 'carried-over'),
      'fiscal',
    )
    .option('--method <method>', '支付方式：direct 直接支付、authorized 授权支付', oneOf('direct', 'authorized'))
    .option('--payee <name>', '收款人 / payee')
    .option('--account <number>', '收款账号 / account of the payee')
    .option('--use <text>', '用途 / what it is for')
    .option('--fiscal-year <year>', '年度，缺省为支付日期的年份 / default: the year of the payment', wholeNumber(2000, 2100))
    .option('--json', '只输出 JSON 结果 / print the answer alone, as JSON')
    .option('--url <address>', '通过运行中的服务登记，如 http://127.0.0.1:3000 / through a running server')
    .option('--user <name>', '用户名，密码取自 BUDGET_MONITOR_PASSWORD 或现场输入 / user name with --url', 'admin')
    .action((project: string, options: RecordOptions) => runToEnd((running) => record(project, options, running)));
}

type Answer = Readonly<Record<string, unknown>> & { readonly position: string };

async function record(project: string, options: RecordOptions, running: Running): Promise<void> {
  const { isNew, answer } =
    options.url === undefined ? await directly(project, options, running) : await overHttp(project, options.url, options);
  if (options.json) return say(JSON.stringify(answer, null, 2));
  say(
    isNew
      ? `已登记：${options.voucher}，${options.amount} 元，支付日期 ${options.paidOn}，事件位置 ${answer.position} / Recorded at position ${answer.position}.`
      : `此前已登记，内容相同，没有重复登记（事件位置 ${answer.position}） / Recorded before with the same content, at position ${answer.position}.`,
  );
}

async function directly(
  project: string,
  options: RecordOptions,
  running: Running,
): Promise<{ readonly isNew: boolean; readonly answer: Answer }> {
  const {
    voucher,
    amount,
    paidOn,
    fundSource,
    method = null,
    payee = null,
    account = null,
    use = null,
    fiscalYear = yearOf(paidOn),
  } = options;
  const { isNew, fact, version, position } = await executeDirectly(running, 'record', (today) => ({
    ...{ type: 'RecordDisbursement', projectCode: project as ProjectCode, fiscalYear, voucherNo: voucherNo.parse(voucher) as VoucherNo },
    ...{ amount, paidOn, fundSource, paymentMethod: method, payee, payeeAccount: account, use, today },
  }));
  return { isNew, answer: { ...fact.data, version: String(version), position: String(position) } };
}

async function overHttp(
  project: string,
  url: string,
  options: RecordOptions,
): Promise<{ readonly isNew: boolean; readonly answer: Answer }> {
  const { voucher, amount, paidOn, fundSource, method, payee, account, use, user, fiscalYear = yearOf(paidOn) } = options;
  const api = await MonitorApi.login(url, user, await passwordOf(user));
  const body = { voucherNo: voucher, amount, paidOn, fundSource, paymentMethod: method, payee, payeeAccount: account, use };
  const answer = await api.postJson(`/projects/${encodeURIComponent(project)}/disbursements?fiscalYear=${fiscalYear}`, body);
  if (answer.status !== 200 && answer.status !== 201) throw refused(answer, project);
  return { isNew: answer.status === 201, answer: answer.body as Answer };
}
