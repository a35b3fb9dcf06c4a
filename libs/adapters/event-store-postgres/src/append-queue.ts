import type { AppendUnit, UnitResult } from './append-unit';

type Waiting = { readonly unit: AppendUnit; readonly settle: (result: UnitResult) => void; readonly fail: (error: unknown) => void };
export type GroupOutcome =
  { readonly unit: AppendUnit; readonly result: UnitResult } | { readonly unit: AppendUnit; readonly error: unknown };

/** A group larger than this gains nothing and keeps other processes waiting for the head row. */
const GROUP_EVENTS = 500;
/** How far a group looks past appends that must wait, so that one busy stream cannot make each group search the whole queue. */
const LOOK_AHEAD = 2_000;

/**
 * Appends wait here while a group is in flight; what has gathered goes out as the next group. No timer: the time of one
 * commit is the window. Two appends on one stream never share a group, and appends on one stream keep their order.
 */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private idle: (() => void)[] = [];
  private scheduled = false;

  constructor(
    private readonly write: (units: readonly AppendUnit[]) => Promise<readonly GroupOutcome[]>,
    private readonly width = 1,
  ) {}

  push(unit: AppendUnit): Promise<UnitResult> {
    return new Promise((settle, fail) => {
      this.waiting.push({ unit, settle, fail });
      this.schedule();
    });
  }

  /** Resolves when nothing waits and nothing is in flight. */
  async drained(): Promise<void> {
    if (this.waiting.length > 0 || this.inFlight > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }

  // Callers that append in the same turn of the event loop share the first group already.
  private schedule(): void {
    if (this.scheduled || this.inFlight >= this.width) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      while (this.inFlight < this.width && this.waiting.length > 0) void this.send(this.takeGroup());
    });
  }

  private async send(group: readonly Waiting[]): Promise<void> {
    this.inFlight += 1;
    const outcomes = await this.write(group.map(({ unit }) => unit));
    this.inFlight -= 1;
    for (const [index, { settle, fail }] of group.entries()) {
      const outcome = outcomes[index] as GroupOutcome;
      if ('result' in outcome) settle(outcome.result);
      else fail(outcome.error);
    }
    if (this.waiting.length > 0) this.schedule();
    else if (this.inFlight === 0) for (const resolve of this.idle.splice(0)) resolve();
  }

  private takeGroup(): readonly Waiting[] {
    const group: Waiting[] = [];
    const left: Waiting[] = [];
    const streams = new Set<string>();
    let instant: string | undefined;
    let events = 0;
    let at = 0;

    for (; at < this.waiting.length && at < LOOK_AHEAD && events < GROUP_EVENTS; at++) {
      const next = this.waiting[at] as Waiting;
      const { appends, data, recordedAt } = next.unit;
      const fits =
        (group.length === 0 || (events + data.length <= GROUP_EVENTS && recordedAt === instant)) &&
        appends.every(({ stream }) => !streams.has(stream));
      for (const { stream } of appends) streams.add(stream);
      if (fits) {
        instant = recordedAt;
        events += data.length;
        group.push(next);
      } else {
        left.push(next);
      }
    }
    this.waiting = left.concat(this.waiting.slice(at));
    return group;
  }
}
