import { setTimeout as pause } from 'node:timers/promises';
import { Metadata, status, type ServerWritableStream } from '@grpc/grpc-js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { checkpointAnswer, confirmationAnswer, eventAnswer, notFoundAnswer, wanted } from './read-answers';
import type { CallError, ServerFaults } from './server-faults';
import type { ServerLog, ServerRecord } from './server-log';

export type ReadCall = ServerWritableStream<ReadReq, ReadResp>;

const { FORWARDS } = streams.ReadReq.Options.ReadDirection;
const CHECKPOINT_EVERY = 32;

/** Answers reads of a stream, reads of the whole log and subscriptions to it. */
export class ReadHandler {
  constructor(
    private readonly log: ServerLog,
    private readonly faults: ServerFaults,
  ) {}

  async answer(call: ReadCall, ended: AbortSignal): Promise<void> {
    const options = call.request.getOptions();
    if (!options) return fail(call, { code: status.INVALID_ARGUMENT, details: 'no options' });
    if (this.faults.frozen) return;
    if (options.getSubscription()) return this.subscribe(call, options, ended);
    if (this.faults.readDelayMs > 0) await pause(this.faults.readDelayMs);
    const records = options.getStream() ? this.streamPage(call, options) : this.logPage(call, options);
    if (!records) return;
    for (const record of records) await send(call, eventAnswer(record));
    call.end();
  }

  private streamPage(call: ReadCall, options: ReadReq.Options): readonly ServerRecord[] | undefined {
    const place = options.getStream();
    const stream = Buffer.from(place?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    if (this.log.isTombstoned(stream)) {
      const metadata = new Metadata();
      metadata.set('exception', 'stream-deleted');
      metadata.set('stream-name', stream);
      fail(call, { code: status.FAILED_PRECONDITION, details: `Event stream '${stream}' is deleted.`, metadata });
      return undefined;
    }
    const records = this.log.stream(stream);
    if (!records) {
      call.write(notFoundAnswer(stream));
      call.end();
      return undefined;
    }
    const count = Number(options.getCount());
    const revision = place?.hasRevision() ? Number(place.getRevision()) : place?.hasEnd() ? Infinity : 0;
    if (options.getReadDirection() === FORWARDS) return records.filter((record) => record.revision >= revision).slice(0, count);
    return records
      .filter((record) => record.revision <= revision)
      .reverse()
      .slice(0, count);
  }

  private logPage(call: ReadCall, options: ReadReq.Options): readonly ServerRecord[] | undefined {
    const place = options.getAll();
    const position = place?.hasPosition() ? Number(place.getPosition()?.getCommitPosition()) : null;
    if (position !== null && !this.log.isPlace(position)) {
      fail(call, { code: status.UNKNOWN, details: 'Unexpected FilteredReadAllResult: Error' });
      return undefined;
    }
    const records = this.log.records.filter(wanted(options));
    const count = Number(options.getCount());
    // Forwards includes the position, backwards does not.
    if (options.getReadDirection() === FORWARDS) return records.filter((record) => record.position >= (position ?? 0)).slice(0, count);
    return records
      .filter((record) => record.position < (position ?? Infinity))
      .reverse()
      .slice(0, count);
  }

  private async subscribe(call: ReadCall, options: ReadReq.Options, ended: AbortSignal): Promise<void> {
    const place = options.getAll();
    const after = place?.hasPosition() ? Number(place.getPosition()?.getCommitPosition()) : -1;
    if (after >= 0 && !this.log.isPlace(after)) return fail(call, { code: status.UNKNOWN, details: 'Exception was thrown by handler.' });
    await send(call, confirmationAnswer(`subscription-after-${after}`));
    const isWanted = wanted(options);
    let next = this.log.records.findIndex(({ position }) => position > after);
    if (next < 0) next = this.log.records.length;
    while (!ended.aborted && !call.cancelled && !call.destroyed) {
      const record = this.log.records[next];
      if (!record || this.faults.silent || this.faults.frozen) {
        await this.log.grown(ended);
        continue;
      }
      next += 1;
      if (isWanted(record)) await send(call, eventAnswer(record));
      if (next % CHECKPOINT_EVERY === 0) await send(call, checkpointAnswer(record.position));
    }
  }
}

async function send(call: ReadCall, answer: ReadResp): Promise<void> {
  if (call.destroyed || call.cancelled) return;
  if (call.write(answer)) return;
  await new Promise<void>((resolve) => {
    const events = ['drain', 'close', 'cancelled'] as const;
    const go = (): void => {
      for (const event of events) call.off(event, go);
      resolve();
    };
    for (const event of events) call.on(event, go);
  });
}

/** Ends a call with an error, as the protocol sends it. */
export function fail(call: { emit(event: 'error', error: Error): boolean }, error: CallError): void {
  call.emit('error', Object.assign(new Error(error.details), error));
}
