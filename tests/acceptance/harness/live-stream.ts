import { createParser, type EventSourceMessage } from 'eventsource-parser';
import type { Client } from './client';
import { eventually } from './eventually';

export type Line = { readonly id: string; readonly event: string; readonly data: Readonly<Record<string, string>> };

/** An open connection to GET /events/stream with every line it has received. */
export class LiveStream {
  readonly lines: Line[] = [];
  /** Resolves when the server has ended the answer or the connection is gone. */
  readonly ended: Promise<void>;

  private constructor(
    response: Response,
    private readonly connection: AbortController,
  ) {
    this.ended = this.read(response);
  }

  static async open({ url, token }: Client, lastEventId?: string, query = ''): Promise<LiveStream> {
    const connection = new AbortController();
    const response = await fetch(`${url}/api/v1/events/stream${query}`, {
      signal: connection.signal,
      headers: { authorization: `Bearer ${token ?? ''}`, ...(lastEventId !== undefined && { 'last-event-id': lastEventId }) },
    });
    if (response.status !== 200 || !response.headers.get('content-type')?.startsWith('text/event-stream')) {
      throw new Error(`The stream was answered ${response.status}: ${await response.text()}`);
    }
    return new LiveStream(response, connection);
  }

  /** Lines of these names, without the progress of the projection. */
  named(...events: string[]): readonly Line[] {
    return this.lines.filter(({ event }) => events.includes(event));
  }

  /** Waits until the stream has told that the projection reached this position. */
  reached(position: string): Promise<void> {
    return eventually(() => {
      const last = this.named('projection').at(-1)?.id ?? '0';
      return BigInt(last) >= BigInt(position)
        ? Promise.resolve()
        : Promise.reject(new Error(`The stream has come to ${last}, not ${position}`));
    });
  }

  async close(): Promise<void> {
    this.connection.abort();
    await this.ended;
  }

  private async read(response: Response): Promise<void> {
    const parser = createParser({
      onEvent: ({ id = '', event = 'message', data }: EventSourceMessage) => {
        this.lines.push({ id, event, data: JSON.parse(data) as Line['data'] });
      },
    });
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk as Uint8Array, { stream: true }));
    } catch {
      // The connection was closed by us, or the process behind it was killed: both are an end.
    }
  }
}
