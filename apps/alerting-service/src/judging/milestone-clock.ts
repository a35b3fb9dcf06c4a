import { addDays, endOf, epochOf, localDateAt, type LocalDate } from '@budget/kernel';
import type { Clock, Subscription, Transaction } from '@budget/ports';
import { ALERTING_ACTOR } from '../alerting.subscriber';
import { inParallel } from '../in-parallel';
import { markJudged, nextMilestoneAfter, unjudgedUpTo, type DueMilestone } from './due-milestones';
import type { MilestoneJudge } from './milestone-judge';

const CHUNK = 500;
const WIDTH = 64;
/** The machine's clock may be set, and another service may register projects: look again at least this often. */
const LONGEST_SLEEP_MS = 30_000;
/** The diary of this process is not running yet, or runs in another process that may end at any moment. */
const DIARY_AWAY_MS = 500;
const AFTER_TROUBLE_MS = 2_000;

type Needs = {
  readonly judge: MilestoneJudge;
  readonly database: Transaction;
  readonly diary: Subscription;
  readonly clock: Clock;
  readonly commandIdOf: (parts: readonly string[]) => string;
  readonly onJudged: (count: number) => void;
  readonly onError: (error: unknown) => void;
};

/**
 * Judges each milestone when its day is over, and whatever was missed while the service was down.
 * Once per project and milestone: the judgement's stream must not exist yet, whoever else tries.
 */
export class MilestoneClock {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private waiting = false;
  private closed = false;

  constructor(private readonly needs: Needs) {}

  /** Look now; also called when the diary has new entries. */
  wake(): void {
    if (this.closed || this.waiting) return;
    this.waiting = true;
    this.turn = this.turn.then(() => this.tick());
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  private async tick(): Promise<void> {
    this.waiting = false;
    if (this.closed) return;
    let sleep = AFTER_TROUBLE_MS;
    try {
      const { state } = await this.needs.diary.health();
      sleep = state === 'running' ? await this.judgeWhatIsOver() : DIARY_AWAY_MS;
    } catch (error) {
      this.needs.onError(error);
    }
    clearTimeout(this.timer);
    if (!this.closed) this.timer = setTimeout(() => this.wake(), sleep);
  }

  private async judgeWhatIsOver(): Promise<number> {
    const closedDay = addDays(localDateAt(this.needs.clock.now()), -1);
    for (;;) {
      const due = await unjudgedUpTo(this.needs.database, closedDay, CHUNK);
      if (due.length === 0 || this.closed) break;
      await this.judgeAll(due);
    }
    return this.untilNext(closedDay);
  }

  private async judgeAll(due: readonly DueMilestone[]): Promise<void> {
    let recorded = 0;
    await inParallel(due, WIDTH, async ({ date, ...key }) => {
      const commandId = this.needs.commandIdOf(['judge-milestone', String(key.fiscalYear), key.projectCode, date]);
      const metadata = { commandId, correlationId: commandId, causationId: commandId, actor: ALERTING_ACTOR };
      const judged = await this.needs.judge.judge(key, date, 'clock', { metadata });
      if (judged?.recorded) recorded += 1;
    });
    await markJudged(this.needs.database, due);
    this.needs.onJudged(recorded);
  }

  private async untilNext(closedDay: LocalDate): Promise<number> {
    const next = await nextMilestoneAfter(this.needs.database, closedDay);
    if (next === null) return LONGEST_SLEEP_MS;
    return Math.min(LONGEST_SLEEP_MS, Math.max(1, epochOf(endOf(next)) - epochOf(this.needs.clock.now())));
  }
}
