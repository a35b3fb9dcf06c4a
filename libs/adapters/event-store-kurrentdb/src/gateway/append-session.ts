import { randomUUID } from 'node:crypto';
import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { clientError } from './client-error';
import { streamIdentifier } from './read-request';
import { StoreAway, StreamTombstoned } from './store-away';
import type { EventToStore, StoreAnswer, StreamEnd } from './streams-gateway';

/** The client's call, as far as it is used here. */
export type AppendCall = {
  write(message: BatchAppendReq): boolean;
  cancel(): void;
  on(event: 'data', listener: (answer: BatchAppendResp) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'end' | 'close', listener: () => void): unknown;
};

type Waiting = { readonly stream: string; readonly settle: (answer: StoreAnswer) => void; readonly fail: (error: Error) => void };

const WRONG_VERSION = 'event_store.client.WrongExpectedVersion';
const DELETED = 'event_store.client.StreamDeleted';
const REFUSALS = new Set(['event_store.client.AccessDenied', 'event_store.client.MaximumAppendSizeExceeded']);

/** One long call that carries the appends of a client, in order, each answered by its own number. Breaks as a whole. */
export class AppendSession {
  private readonly waiting = new Map<string, Waiting>();
  private broken: Error | null = null;

  constructor(private readonly call: AppendCall) {
    call.on('data', (answer) => this.answered(answer));
    call.on('error', (error) => this.break(error));
    call.on('end', () => this.break(new Error('The server ended the call.')));
    call.on('close', () => this.break(new Error('The call was closed.')));
  }

  get isOpen(): boolean {
    return this.broken === null;
  }

  append(stream: string, expected: StreamEnd, events: readonly EventToStore[], timeoutMs: number): Promise<StoreAnswer> {
    if (this.broken) return Promise.reject(clientError('an append', this.broken));
    const number = randomUUID();
    return new Promise((resolve, reject) => {
      // A server that keeps silent is silent to all: the whole call is given up, so that nothing piles up behind it.
      const timer = setTimeout(() => this.giveUp(timeoutMs), timeoutMs);
      const end = (): void => {
        clearTimeout(timer);
        this.waiting.delete(number);
      };
      this.waiting.set(number, {
        stream,
        settle: (answer) => (end(), resolve(answer)),
        fail: (error) => (end(), reject(error)),
      });
      this.call.write(appendRequest(number, stream, expected, events));
    });
  }

  private giveUp(timeoutMs: number): void {
    this.break(new StoreAway('an append', new Error(`nothing came within ${timeoutMs} ms`)));
    this.call.cancel();
  }

  private break(error: Error): void {
    this.broken ??= error;
    for (const { fail } of [...this.waiting.values()]) fail(clientError('an append', error));
  }

  private answered(answer: BatchAppendResp): void {
    const asked = this.waiting.get(parseUUID(answer.getCorrelationId()) ?? '');
    if (!asked) return;
    const success = answer.getSuccess();
    if (success) {
      const position = BigInt(success.getPosition()?.getCommitPosition() ?? 0);
      asked.settle({ kind: 'appended', revision: BigInt(success.getCurrentRevision()), position });
      return;
    }
    const details = answer.getError()?.getDetails();
    const name = details?.getTypeName() ?? '';
    const wrong = details?.unpack((bytes) => shared.WrongExpectedVersion.deserializeBinary(bytes), WRONG_VERSION);
    if (wrong) {
      const actual = wrong.hasCurrentStreamRevision() ? BigInt(wrong.getCurrentStreamRevision()) : 'no-stream';
      asked.settle({ kind: 'elsewhere', actual });
    } else if (name === DELETED) asked.fail(new StreamTombstoned(asked.stream));
    else if (REFUSALS.has(name)) asked.fail(new Error(`The event store refused an append to ${asked.stream}: ${name.split('.').at(-1)}.`));
    else asked.fail(new StoreAway('an append', new Error(answer.getError()?.getMessage() || name || 'an unknown error')));
  }
}

function appendRequest(number: string, stream: string, expected: StreamEnd, events: readonly EventToStore[]): BatchAppendReq {
  const options = new streams.BatchAppendReq.Options();
  options.setStreamIdentifier(streamIdentifier(stream));
  if (expected === 'no-stream') options.setNoStream(new shared.Empty());
  else options.setStreamPosition(expected.toString());

  const message = new streams.BatchAppendReq();
  message.setCorrelationId(uuid(number));
  message.setOptions(options);
  for (const { id, type, data, metadata } of events) {
    const proposed = new streams.BatchAppendReq.ProposedMessage();
    proposed.setId(uuid(id));
    proposed.getMetadataMap().set('type', type).set('content-type', 'application/json');
    proposed.setData(Buffer.from(data, 'utf8'));
    proposed.setCustomMetadata(Buffer.from(metadata, 'utf8'));
    message.addProposedMessages(proposed);
  }
  message.setIsFinal(true);
  return message;
}

function uuid(value: string): InstanceType<typeof shared.UUID> {
  const message = new shared.UUID();
  message.setString(value);
  return message;
}
