import type { ServerResponse } from 'node:http';

type OpenStream = { readonly response: ServerResponse; readonly mayGoOn: () => Promise<boolean> };

const LOOK_EVERY_MS = 2_000;

/** Answers without an end (Server-Sent Events): ended when the session behind them is, and at shutdown. */
export class OpenStreams {
  private readonly streams = new Set<OpenStream>();
  private timer: NodeJS.Timeout | undefined;

  add(response: ServerResponse, mayGoOn: () => Promise<boolean>): void {
    const stream = { response, mayGoOn };
    this.streams.add(stream);
    response.once('close', () => this.streams.delete(stream));
    this.timer ??= setInterval(() => void this.look(), LOOK_EVERY_MS).unref();
  }

  /** Ends every stream whose session no longer holds. A session that cannot be looked up now is looked up again later. */
  async look(): Promise<void> {
    if (this.streams.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      return;
    }
    await Promise.all(
      [...this.streams].map(async ({ response, mayGoOn }) => {
        if (!(await mayGoOn().catch(() => true))) response.end();
      }),
    );
  }

  endAll(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    for (const { response } of this.streams) response.end();
  }
}
