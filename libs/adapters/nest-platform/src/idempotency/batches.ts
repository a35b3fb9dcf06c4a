type Waiting<Item, Outcome> = {
  readonly item: Item;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
};

const LARGEST = 200;

/**
 * Runs what is asked while a run is under way together in the next one. Without load a request runs alone and at once;
 * under load many share one statement. No timer: the run itself is the window.
 */
export class Batches<Item, Outcome> {
  private waiting: Waiting<Item, Outcome>[] = [];
  private running = false;

  /** `run` answers in the order of its items. */
  constructor(private readonly run: (items: readonly Item[]) => Promise<readonly Outcome[]>) {}

  add(item: Item): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ item, resolve, reject });
      if (!this.running) void this.drain();
    });
  }

  private async drain(): Promise<void> {
    this.running = true;
    while (this.waiting.length > 0) {
      const batch = this.waiting.splice(0, LARGEST);
      try {
        const outcomes = await this.run(batch.map(({ item }) => item));
        batch.forEach(({ resolve }, index) => resolve(outcomes[index] as Outcome));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.running = false;
  }
}
