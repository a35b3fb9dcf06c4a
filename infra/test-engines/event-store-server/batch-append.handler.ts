import anyPb from 'google-protobuf/google/protobuf/any_pb.js';
import { Metadata, status, type ServerDuplexStream } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import statusPb from '@eventstore/db-client/generated/status_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BatchAppendReq, BatchAppendResp } from '@eventstore/db-client/generated/streams_pb.js';
import { fail } from './read.handler';
import type { ServerFaults } from './server-faults';
import type { AppendOutcome, Expectation, ProposedRecord, ServerLog } from './server-log';

export type AppendCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

const LARGEST_APPEND = 1_048_576;

/** Answers the appends of one long call, in order. */
export class BatchAppendHandler {
  constructor(
    private readonly log: ServerLog,
    private readonly faults: ServerFaults,
  ) {}

  answer(call: AppendCall): void {
    const parts = new Map<string, { readonly request: BatchAppendReq; readonly proposed: ProposedRecord[] }>();
    call.on('data', (request: BatchAppendReq) => {
      const number = parseUUID(request.getCorrelationId()) ?? '';
      const part = parts.get(number) ?? { request, proposed: [] };
      parts.set(number, part);
      part.proposed.push(...request.getProposedMessagesList().map(proposedRecord));
      if (!request.getIsFinal()) return;
      parts.delete(number);
      if (!call.writableEnded) this.append(call, part.request, part.proposed);
    });
    call.on('error', () => undefined);
    call.on('end', () => call.end());
  }

  private append(call: AppendCall, request: BatchAppendReq, proposed: readonly ProposedRecord[]): void {
    const { faults } = this;
    if (faults.frozen) return;
    if (faults.leader) return fail(call, { code: status.NOT_FOUND, details: 'Leader info available', metadata: leaderAt(faults.leader) });
    const spared = faults.appendsToSpare > 0;
    if (spared) faults.appendsToSpare -= 1;
    if (!spared && faults.appendsToReset > 0) {
      faults.appendsToReset -= 1;
      return fail(call, { code: status.INTERNAL, details: 'Received RST_STREAM with code 2' });
    }
    const options = request.getOptions();
    const stream = Buffer.from(options?.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString('utf8');
    const size = proposed.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
    const answer = this.answerTo(request);
    if (size > LARGEST_APPEND) answer.setError(tooLarge());
    else put(answer, this.log.append(stream, expectation(options), proposed));
    if (!spared && faults.answersToLose > 0) {
      faults.answersToLose -= 1;
      return fail(call, { code: status.UNAVAILABLE, details: 'Connection dropped' });
    }
    call.write(answer);
  }

  private answerTo(request: BatchAppendReq): BatchAppendResp {
    const answer = new streams.BatchAppendResp();
    answer.setCorrelationId(request.getCorrelationId());
    answer.setStreamIdentifier(request.getOptions()?.getStreamIdentifier());
    return answer;
  }
}

function expectation(options: BatchAppendReq.Options | undefined): Expectation {
  if (options?.hasNoStream()) return 'no-stream';
  if (options?.hasStreamExists()) return 'stream-exists';
  return options?.hasStreamPosition() ? Number(options.getStreamPosition()) : 'any';
}

const proposedRecord = (message: BatchAppendReq.ProposedMessage): ProposedRecord => ({
  id: parseUUID(message.getId()) ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

function put(answer: BatchAppendResp, outcome: AppendOutcome): void {
  if (outcome.kind === 'appended') {
    const success = new streams.BatchAppendResp.Success();
    success.setCurrentRevision(String(outcome.revision));
    const position = new shared.AllStreamPosition();
    position.setCommitPosition(String(outcome.position));
    position.setPreparePosition(String(outcome.position));
    success.setPosition(position);
    answer.setSuccess(success);
    return;
  }
  if (outcome.kind === 'deleted') {
    answer.setError(refusal(new shared.StreamDeleted().serializeBinary(), 'event_store.client.StreamDeleted'));
    return;
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.current < 0) wrong.setCurrentNoStream(new empty.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  answer.setError(refusal(wrong.serializeBinary(), 'event_store.client.WrongExpectedVersion'));
}

function tooLarge(): InstanceType<typeof statusPb.Status> {
  const details = new shared.MaximumAppendSizeExceeded();
  details.setMaxappendsize(LARGEST_APPEND);
  return refusal(details.serializeBinary(), 'event_store.client.MaximumAppendSizeExceeded');
}

function refusal(details: Uint8Array, name: string): InstanceType<typeof statusPb.Status> {
  const wrapped = new anyPb.Any();
  wrapped.pack(details, name);
  const error = new statusPb.Status();
  error.setMessage(name);
  error.setDetails(wrapped);
  return error;
}

function leaderAt({ host, port }: NonNullable<ServerFaults['leader']>): Metadata {
  const metadata = new Metadata();
  metadata.set('exception', 'not-leader');
  metadata.set('leader-endpoint-host', host);
  metadata.set('leader-endpoint-port', String(port));
  return metadata;
}
