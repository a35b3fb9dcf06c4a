import { isOver, milestoneCheckHistory, milestoneCheckStream } from '@budget/domain/milestones';
import { fail, localDateAt, ok, upcast } from '@budget/kernel';
import { CLOCK, type Clock, type EventMetadata, type Subscription, type Transaction } from '@budget/ports';
import { PG_POOL } from '@budget/adapters/nest-platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AlertingCore } from '../alerting-core';
import { inParallel } from '../in-parallel';
import { projectsWithMilestone, type DueMilestone } from '../judging/due-milestones';
import { ALERTING_RUN } from '../alerting.tokens';
import { JudgeMilestonesMessage, type JudgedMilestones, type StandingJudgement } from './judge-milestones.message';

const PATIENCE_MS = 5_000;
const WIDTH = 64;

/** `onPlan`: the projects whose plan has the date; the diary also remembers those that have given it up. */
type Counted = Omit<JudgedMilestones, 'items' | 'next'> & { readonly onPlan: ReadonlySet<string> };

@CommandHandler(JudgeMilestonesMessage)
export class JudgeMilestonesHandler implements ICommandHandler<JudgeMilestonesMessage> {
  constructor(
    @Inject(AlertingCore) private readonly core: AlertingCore,
    @Inject(PG_POOL) private readonly database: Transaction,
    @Inject(ALERTING_RUN) private readonly diary: Subscription,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ date, fiscalYear, page, metadata }: JudgeMilestonesMessage) {
    const today = localDateAt(this.clock.now());
    if (!isOver(date, today)) return fail({ kind: 'milestone-not-over', date, today } as const);
    if (!(await this.diary.reached(await this.core.store.head(), PATIENCE_MS))) return fail({ kind: 'alerting-lagging' } as const);

    const due = await projectsWithMilestone(this.database, fiscalYear, date);
    if (due.length === 0) return fail({ kind: 'no-milestone-on-date', date, fiscalYear } as const);
    const rest = due.filter(({ projectCode }) => page.after === null || projectCode > page.after);
    const shown = rest.slice(0, page.limit);
    const { onPlan, ...counts } = await this.judge(page.after === null ? due : shown, metadata);
    const items = await this.standing(shown.filter(({ projectCode }) => onPlan.has(projectCode)));
    const last = shown.at(-1);
    return ok({ ...counts, items, next: last && rest.length > shown.length ? last.projectCode : null });
  }

  private async judge(due: readonly DueMilestone[], metadata: EventMetadata): Promise<Counted> {
    const onPlan = new Set<string>();
    let judged = 0;
    let position: bigint | null = null;
    await inParallel(due, WIDTH, async ({ date, ...key }) => {
      const outcome = await this.core.judge.judge(key, date, 'request', { metadata });
      if (!outcome) return;
      onPlan.add(key.projectCode);
      if (!outcome.recorded) return;
      judged++;
      if (position === null || outcome.recorded.position > position) position = outcome.recorded.position;
    });
    return { judged, unchanged: onPlan.size - judged, position, onPlan };
  }

  /** The last judgement of each, in their order. */
  private async standing(due: readonly DueMilestone[]): Promise<readonly StandingJudgement[]> {
    const standing = new Map<string, StandingJudgement>();
    await inParallel(due, WIDTH, async (milestone) => {
      const [last] = await this.core.store.readStream(milestoneCheckStream(milestone), { direction: 'backwards', limit: 1 });
      if (!last) throw new Error(`${milestoneCheckStream(milestone)} was judged but is empty`);
      const { data: check } = upcast(milestoneCheckHistory, last);
      standing.set(milestone.projectCode, { check, position: last.position, judgedAt: last.metadata.recordedAt });
    });
    return due.flatMap(({ projectCode }) => standing.get(projectCode) ?? []);
  }
}
