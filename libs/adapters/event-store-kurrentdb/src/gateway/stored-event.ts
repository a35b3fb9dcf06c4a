import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import { parseUUID } from '@eventstore/db-client/dist/utils/grpcUUID.js';
import type { StoredEvent } from './streams-gateway';

const text = (bytes: Uint8Array): string => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');

/** The event in an answer of the server; undefined for confirmations, checkpoints and other notes. */
export function storedEvent(answer: ReadResp): StoredEvent | undefined {
  const recorded = answer.getEvent()?.getEvent();
  const stream = recorded?.getStreamIdentifier();
  if (!recorded || !stream) return undefined;
  return {
    stream: text(stream.getStreamName_asU8()),
    revision: BigInt(recorded.getStreamRevision()),
    position: BigInt(recorded.getCommitPosition()),
    id: parseUUID(recorded.getId()) ?? '',
    type: recorded.getMetadataMap().get('type') ?? '',
    data: text(recorded.getData_asU8()),
    metadata: text(recorded.getCustomMetadata_asU8()),
  };
}
