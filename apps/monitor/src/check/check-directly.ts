import { randomUUID } from 'node:crypto';
import { AlertingCore } from '@budget/alerting-service';
import { isOver, milestoneAt, milestoneCheckStream } from '@budget/domain/milestones';
import { projectBudgetHistory } from '@budget/domain/project-budget';
import { localDateAt, upcast, type LocalDate } from '@budget/kernel';
import type { EventStore } from '@budget/ports';
import { EXIT_USAGE } from '@budget/service-host';
import { CommandFailed } from '../command-failed';
import { COMMAND_LINE_ACTOR, openCommandHost } from '../command-host';
import type { Running } from '../running';
import type { JudgeAnswer } from './check.command';

const useUrl = (url: string): string => `请加 --url ${url} 通过该服务判定 / in use by a running server, add --url ${url}`;
const PAGE = 1_000;
const WIDTH = 64;

type Asked = { readonly date: LocalDate; readonly fiscalYear: number };

/** Judges in the database itself, while no server uses it, and brings the alerts of the judged projects up to date. */
export async function checkDirectly({ date, fiscalYear }: Asked, running: Running): Promise<JudgeAnswer> {
  const { store, clock } = await openCommandHost(running, 'check', useUrl);
  const today = localDateAt(clock.now());
  if (!isOver(date, today)) {
    throw new CommandFailed(
      `--date：考核点 ${date} 当日 24:00 截止后才能判定，今天是 ${today} / not over yet, today is ${today}`,
      EXIT_USAGE,
    );
  }
  const codes = await projectsWithMilestone(store, { date, fiscalYear });
  if (codes.length === 0) {
    throw new CommandFailed(
      `--date：${fiscalYear} 年度没有项目在 ${date} 设考核点，请核对 / no project has a milestone on that day`,
      EXIT_USAGE,
    );
  }

  const core = new AlertingCore(store);
  const commandId = randomUUID();
  const metadata = { commandId, correlationId: commandId, causationId: commandId, actor: COMMAND_LINE_ACTOR };
  const items: JudgeAnswer['items'] = [];
  let judged = 0;
  let position: bigint | null = null;
  for (let from = 0; from < codes.length; from += WIDTH) {
    running.check();
    const found = await Promise.all(
      codes.slice(from, from + WIDTH).map(async (projectCode) => {
        const outcome = await core.judge.judge({ fiscalYear, projectCode }, date, 'request', { metadata });
        await core.assessor.assess({ fiscalYear, projectCode }, today, { metadata });
        return outcome && { outcome, item: await itemOf(store, outcome.check) };
      }),
    );
    for (const one of found) {
      if (!one) continue;
      items.push(one.item);
      if (!one.outcome.recorded) continue;
      judged += 1;
      if (position === null || one.outcome.recorded.position > position) position = one.outcome.recorded.position;
    }
  }
  const counts = { judged, unchanged: items.length - judged };
  return { date, fiscalYear, ...counts, items, nextCursor: null, position: position === null ? null : String(position) };
}

/** Codes whose plan, as it stands now, has this date. */
async function projectsWithMilestone(store: EventStore, { date, fiscalYear }: Asked): Promise<readonly string[]> {
  const has = new Map<string, boolean>();
  for (let position = 0n; ;) {
    const page = await store.readAll(position, { limit: PAGE, types: ['ProjectRegistered', 'ProjectTargetsRevised'] });
    for (const stored of page) {
      const { data } = upcast(projectBudgetHistory, stored);
      if ('plan' in data && data.fiscalYear === fiscalYear) has.set(data.projectCode, milestoneAt(data.plan, date) !== null);
    }
    const last = page.at(-1);
    if (!last || page.length < PAGE) break;
    position = last.position;
  }
  return [...has].flatMap(([code, isOnPlan]) => (isOnPlan ? [code] : [])).sort();
}

type Check = NonNullable<Awaited<ReturnType<AlertingCore['judge']['judge']>>>['check'];

async function itemOf(store: EventStore, check: Check): Promise<JudgeAnswer['items'][number]> {
  const [stored] = await store.readStream(milestoneCheckStream(check), { direction: 'backwards', limit: 1 });
  if (!stored) throw new Error(`${milestoneCheckStream(check)} was judged but is empty`);
  const { fiscalYear, projectCode, date, label, status, budget, plannedAmount, actualAmount, ratio, planVersion, policyVersion } = check;
  return {
    ...{ fiscalYear, projectCode, date, label, status, budget, plannedAmount, actualAmount, ratio, planVersion, policyVersion },
    stated: check.statedPercent !== null,
    position: String(stored.position),
    throughPosition: check.throughPosition,
    judgedAt: stored.metadata.recordedAt,
    trigger: check.trigger,
  };
}
