import { isOver, milestoneCheckStream } from '@budget/domain/milestones';
import { fail, localDateAt, ok } from '@budget/kernel';
import { CLOCK, type Clock, type Subscription, type Transaction } from '@budget/ports';
import { PG_POOL } from '@budget/adapters/nest-platform';
import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { AlertingCore } from '../alerting-core';
import { inParallel } from '../in-parallel';
import { projectsWithMilestone } from '../judging/due-milestones';
import { ALERTING_RUN } from '../alerting.tokens';
import { JudgeMilestonesMessage, type StandingJudgement } from './judge-milestones.message';

const PATIENCE_MS = 5_000;
const WIDTH = 64;

@CommandHandler(JudgeMilestonesMessage)
export class JudgeMilestonesHandler implements ICommandHandler<JudgeMilestonesMessage> {
  constructor(
    @Inject(AlertingCore) private readonly core: AlertingCore,
    @Inject(PG_POOL) private readonly database: Transaction,
    @Inject(ALERTING_RUN) private readonly diary: Subscription,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ date, fiscalYear, metadata }: JudgeMilestonesMessage) {
    const today = localDateAt(this.clock.now());
    if (!isOver(date, today)) return fail({ kind: 'milestone-not-over', date, today } as const);
    if (!(await this.diary.reached(await this.core.store.head(), PATIENCE_MS))) return fail({ kind: 'alerting-lagging' } as const);

    const due = await projectsWithMilestone(this.database, fiscalYear, date);
    if (due.length === 0) return fail({ kind: 'no-milestone-on-date', date, fiscalYear } as const);
    const judged: StandingJudgement[] = [];
    await inParallel(due, WIDTH, async ({ date: on, ...key }) => {
      const outcome = await this.core.judge.judge(key, on, 'request', { metadata });
      if (!outcome) return;
      const stream = milestoneCheckStream({ ...key, date: on });
      const [last] = await this.core.store.readStream(stream, { direction: 'backwards', limit: 1 });
      if (!last) throw new Error(`${stream} was judged but is empty`);
      const { check, recorded } = outcome;
      judged.push({ check, isNew: recorded !== null, position: last.position, judgedAt: last.metadata.recordedAt });
    });
    return ok(judged.sort((one, other) => (one.check.projectCode < other.check.projectCode ? -1 : 1)));
  }
}
