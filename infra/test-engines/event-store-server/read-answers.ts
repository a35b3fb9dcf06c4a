import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq, ReadResp } from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerRecord } from './server-log';

export function eventAnswer({ stream, revision, position, id, type, data, metadata, created }: ServerRecord): ReadResp {
  const record = new streams.ReadResp.ReadEvent.RecordedEvent();
  const uuid = new shared.UUID();
  uuid.setString(id);
  record.setId(uuid);
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  record.setStreamIdentifier(identifier);
  record.setStreamRevision(String(revision));
  record.setCommitPosition(String(position));
  record.setPreparePosition(String(position));
  record.getMetadataMap().set('type', type).set('content-type', 'application/json').set('created', created);
  record.setData(data);
  record.setCustomMetadata(metadata);
  const event = new streams.ReadResp.ReadEvent();
  event.setEvent(record);
  event.setCommitPosition(String(position));
  const answer = new streams.ReadResp();
  answer.setEvent(event);
  return answer;
}

export function notFoundAnswer(stream: string): ReadResp {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  const missing = new streams.ReadResp.StreamNotFound();
  missing.setStreamIdentifier(identifier);
  const answer = new streams.ReadResp();
  answer.setStreamNotFound(missing);
  return answer;
}

export function confirmationAnswer(id: string): ReadResp {
  const confirmation = new streams.ReadResp.SubscriptionConfirmation();
  confirmation.setSubscriptionId(id);
  const answer = new streams.ReadResp();
  answer.setConfirmation(confirmation);
  return answer;
}

export function checkpointAnswer(position: number): ReadResp {
  const checkpoint = new streams.ReadResp.Checkpoint();
  checkpoint.setCommitPosition(String(position));
  checkpoint.setPreparePosition('0');
  const answer = new streams.ReadResp();
  answer.setCheckpoint(checkpoint);
  return answer;
}

/** Which records of the whole log a reader asked for. */
export function wanted(options: ReadReq.Options): (record: ServerRecord) => boolean {
  const filter = options.getFilter();
  if (!filter) return () => true;
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  const text = ({ stream, type }: ServerRecord): string => (byStream ? stream : type);
  const prefixes = expression?.getPrefixList() ?? [];
  if (prefixes.length > 0) return (record) => prefixes.some((prefix) => text(record).startsWith(prefix));
  const regex = new RegExp(expression?.getRegex() ?? '');
  return (record) => regex.test(text(record));
}
