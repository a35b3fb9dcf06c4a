import { localDateAt, yearOf } from '@budget/kernel';
import { EXIT_USAGE, type Host } from '@budget/service-host';
import { InvalidArgumentError, type Command } from 'commander';
import { CommandFailed } from '../command-failed';
import { openCommandHost } from '../command-host';
import { wholeNumber } from '../command-line';
import { bringReadModelUpToDate } from '../read-model';
import { letAlertingFinish } from './alerting-first';
import { takeOthersPastTheSimulation } from './other-subscribers';
import { runToEnd, type Running } from '../running';
import { Progress, say } from '../terminal';
import { isBegun, simulateCounty } from './simulate-county';

type SimulateOptions = { readonly projects: number; readonly seed: string; readonly fiscalYear?: number };

const STOP_FIRST = '请先停止该服务再模拟 / in use by a running server, stop it first';
const MOST_PROJECTS = 1_000_000;

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description(
      '载入标明“模拟”的项目和一年支付，供压力测试和演示 / load labelled projects with a year of payments, for load and demonstration',
    )
    .requiredOption('--projects <number>', '项目数 / how many projects', wholeNumber(1, MOST_PROJECTS))
    .option('--seed <text>', '相同的种子得到相同的数据 / the same seed gives the same facts', seedOf, '1')
    .option('--fiscal-year <year>', '年度，缺省为当前年度 / default: the current year', wholeNumber(2000, 2100))
    .action((options: SimulateOptions) => runToEnd((running) => simulate(options, running)));
}

async function simulate({ projects, seed, fiscalYear }: SimulateOptions, running: Running): Promise<void> {
  const host = await openCommandHost(running, 'simulate', () => STOP_FIRST);
  await refuseWhileServed(host);
  const today = localDateAt(host.clock.now());
  const year = fiscalYear ?? yearOf(today);
  if (year > yearOf(today)) {
    throw new CommandFailed(`--fiscal-year：${year} 年尚未开始，今天是 ${today} / has not begun yet, today is ${today}`, EXIT_USAGE);
  }

  // On half a county the alerting service would raise alerts of today; an interrupted run is completed first.
  // Over Kafka it judges what it reads by its own clock, whatever is loaded here.
  if (host.feed === null && !(await isBegun(host.store, { seed, fiscalYear: year }))) await letAlertingFinish(host, running);
  const loading = new Progress(`正在模拟 ${projects} 个项目 / Simulating ${projects} projects`);
  const outcome = await simulateCounty(
    host.store,
    { seed, fiscalYear: year, projects, today },
    { check: () => running.check(), onProgress: (done, total, events) => loading.at(done, total, `${events} 事件 / events`) },
  );
  const seconds = loading.done();
  say(outcome === null ? ALREADY_THERE : summaryOf(projects, outcome, seconds));

  if (host.feed !== null) return say(READ_OVER_KAFKA);
  const catching = new Progress('读模型正在跟上 / The read model is catching up');
  await bringReadModelUpToDate(host, running.signal, (handled, head) => catching.at(handled, head, `${handled} / ${head}`));
  running.check();
  const readModelSeconds = catching.done().toFixed(1);
  const others = new Progress('考核日程正在跟上 / The diary of milestones is catching up');
  await takeOthersPastTheSimulation(host, running.signal, (handled, head) => others.at(handled, head, `${handled} / ${head}`));
  running.check();
  const otherSeconds = others.done().toFixed(1);
  say(
    `读模型用时 ${readModelSeconds} 秒、考核日程用时 ${otherSeconds} 秒跟上，现在可以启动 / ` +
      `The read model caught up in ${readModelSeconds} s, the diary of milestones in ${otherSeconds} s; the monitor may be started now.`,
  );
}

const READ_OVER_KAFKA =
  'KAFKA_BROKERS 已设置：启动服务后，读模型与预警经 Kafka 跟上 / KAFKA_BROKERS is set: once the services run, read model and alerts follow over Kafka.';
const ALREADY_THERE = '这组模拟数据此前已完整载入，没有新增 / This simulation is complete already; nothing was added.';

const summaryOf = (
  projects: number,
  { events, payments }: { readonly events: number; readonly payments: number },
  seconds: number,
): string =>
  `已载入 ${projects} 个模拟项目、${payments} 笔支付，共 ${events} 条事件，用时 ${seconds.toFixed(1)} 秒，每秒 ${Math.round(events / seconds)} 条 / ` +
  `${projects} simulated projects, ${payments} payments, ${events} events in ${seconds.toFixed(1)} s, ${Math.round(events / seconds)} events/s`;

/** A running service would judge and alert with today's date while the simulation lives in another time. */
async function refuseWhileServed({ pool }: Host): Promise<void> {
  const { rowCount } = await pool.query(
    `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'subscription %' LIMIT 1`,
  );
  if (rowCount !== 0) throw new CommandFailed(`DATABASE_URL：此数据库正由运行中的服务使用；${STOP_FIRST}`, EXIT_USAGE);
}

function seedOf(text: string): string {
  if (/^[0-9A-Za-z]{1,20}$/.test(text)) return text;
  throw new InvalidArgumentError('应为 1 到 20 位字母或数字 / expected 1 to 20 letters or digits');
}
