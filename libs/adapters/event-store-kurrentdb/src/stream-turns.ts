/** Appends of this process take turns on each stream, so that they do not conflict with one another and keep their order. */
export class StreamTurns {
  private readonly last = new Map<string, Promise<unknown>>();
  private underWay = 0;
  private idle: (() => void)[] = [];

  /** Runs when every earlier work on any of these streams has ended. */
  async take<Value>(streams: readonly string[], work: () => Promise<Value>): Promise<Value> {
    this.underWay += 1;
    const before = streams.flatMap((stream) => this.last.get(stream) ?? []);
    const turn = before.length === 0 ? work() : Promise.allSettled(before).then(work);
    for (const stream of streams) this.last.set(stream, turn);
    try {
      return await turn;
    } finally {
      for (const stream of streams) if (this.last.get(stream) === turn) this.last.delete(stream);
      this.underWay -= 1;
      if (this.underWay === 0) for (const resolve of this.idle.splice(0)) resolve();
    }
  }

  /** Resolves when no work is under way. */
  async drained(): Promise<void> {
    if (this.underWay > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }
}
