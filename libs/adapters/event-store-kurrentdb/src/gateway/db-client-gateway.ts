import { EventStoreDBClient } from '@eventstore/db-client';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import { AnswerFeed } from './answer-feed';
import { AppendSession } from './append-session';
import { clientError, exceptionOf } from './client-error';
import { logRead, streamRead } from './read-request';
import { PositionUnknown, StreamTombstoned } from './store-away';
import { storedEvent } from './stored-event';
import type { LiveFeed, StoredEvent, StreamsGateway } from './streams-gateway';

export type DbClientGatewayOptions = {
  /** A connection string of the client: esdb:// or esdb+discover://. */
  readonly url: string;
  /** Reads and subscribes to streams whose names begin so only; "" for all. */
  readonly prefix: string;
  /** How long an append or a read may take before it counts as unanswered. */
  readonly timeoutMs?: number;
};

const TIMEOUT_MS = 10_000;
// The server's words when no record begins at the position asked for.
const NO_RECORD = /Unexpected \w*ReadAllResult/;

/** Opens what the client keeps for its subclasses: its calls, made on its own connection. */
class OpenClient extends EventStoreDBClient {
  static begin<Call extends ReturnType<StreamsClient['read'] | StreamsClient['batchAppend']>>(
    client: OpenClient,
    ask: (streams: StreamsClient, ...how: ReturnType<OpenClient['callArguments']>) => Call,
    deadlineMs: number,
  ): Promise<Call> {
    const { GRPCStreamCreator, callArguments } = client;
    const deadline = deadlineMs === Infinity ? Infinity : Date.now() + deadlineMs;
    return GRPCStreamCreator(StreamsClient, 'budget', (streams) => ask(streams, ...callArguments({}, { deadline })))();
  }
}

/**
 * The published client: connection, cluster discovery, credentials and TLS are its own. Appends and reads of the whole log are
 * made through its generated protocol, because its own methods share one table of appends among all clients of a process and
 * cannot filter reads of the whole log on the server (docs/adr/0040).
 */
export class DbClientGateway implements StreamsGateway {
  private readonly client: EventStoreDBClient;
  private readonly timeoutMs: number;
  private session: AppendSession | null = null;
  private opening: Promise<AppendSession> | null = null;

  constructor(private readonly options: DbClientGatewayOptions) {
    this.client = EventStoreDBClient.connectionString(options.url);
    this.timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  }

  async append(...[stream, expected, events]: Parameters<StreamsGateway['append']>): ReturnType<StreamsGateway['append']> {
    const session = this.session?.isOpen ? this.session : await this.openedSession();
    return session.append(stream, expected, events, this.timeoutMs);
  }

  /** Appends that come while the call is being opened wait for the same opening, and go out in the order they came. */
  private openedSession(): Promise<AppendSession> {
    this.opening ??= OpenClient.begin(this.client, (streams, ...how) => streams.batchAppend(...how), Infinity)
      .then((call) => (this.session = new AppendSession(call)))
      .catch((error: unknown) => {
        throw clientError('an append', error);
      })
      .finally(() => {
        this.opening = null;
      });
    return this.opening;
  }

  async readStream(...[stream, { from, direction, limit }]: Parameters<StreamsGateway['readStream']>): Promise<readonly StoredEvent[]> {
    try {
      return await this.read(streamRead(stream, from, direction, limit));
    } catch (error) {
      if (exceptionOf(error) === 'stream-deleted') throw new StreamTombstoned(stream);
      throw clientError(`a read of ${stream}`, error);
    }
  }

  async readAll({ from, direction, limit }: Parameters<StreamsGateway['readAll']>[0]): Promise<readonly StoredEvent[]> {
    try {
      const events = await this.read(logRead(this.options.prefix, from, direction, limit));
      return events.filter(({ type }) => !type.startsWith('$'));
    } catch (error) {
      if (typeof from === 'bigint' && error instanceof Error && NO_RECORD.test(error.message)) throw new PositionUnknown(from);
      throw clientError('a read of all streams', error);
    }
  }

  private async read(request: ReadReq): Promise<readonly StoredEvent[]> {
    const call = await OpenClient.begin(this.client, (streams, ...how) => streams.read(request, ...how), this.timeoutMs);
    const events: StoredEvent[] = [];
    await new Promise<void>((resolve, reject) => {
      call.on('error', reject);
      call.on('end', resolve);
      call.on('data', (answer: Parameters<typeof storedEvent>[0]) => {
        const event = storedEvent(answer);
        if (event) events.push(event);
      });
    });
    return events;
  }

  async subscribeToAll(after: bigint): Promise<LiveFeed> {
    const request = logRead(this.options.prefix, after === 0n ? 'start' : after, 'forwards');
    try {
      return new AnswerFeed(await OpenClient.begin(this.client, (streams, ...how) => streams.read(request, ...how), Infinity));
    } catch (error) {
      throw clientError('a subscription', error);
    }
  }

  dispose(): Promise<void> {
    return this.client.dispose();
  }
}
