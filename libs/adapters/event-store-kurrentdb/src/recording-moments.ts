import type { Instant } from '@budget/kernel';
import type { Clock } from '@budget/ports';

export type RecordingMoment = {
  readonly instant: Instant;
  /** The append was refused: as if it had never been given, unless a later one was given since. */
  withdraw(): void;
};

/** Gives the moments of recording: never earlier than the one given before, in the order of sending. */
export class RecordingMoments {
  private last: Instant | null = null;

  constructor(private readonly clock: Clock) {}

  next(given: Instant | undefined): RecordingMoment {
    const before = this.last;
    const wanted = given ?? this.clock.now();
    const instant = before !== null && before > wanted ? before : wanted;
    this.last = instant;
    const withdraw = (): void => {
      if (this.last === instant) this.last = before;
    };
    return { instant, withdraw };
  }
}
