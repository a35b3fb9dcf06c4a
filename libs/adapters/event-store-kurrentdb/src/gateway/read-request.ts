import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js';
import type { Direction } from './streams-gateway';

const { Options } = streams.ReadReq;
// How many records of the log the server looks at before it reports on the way.
const SEARCH_WINDOW = 500;

function request(direction: Direction): { readonly message: ReadReq; readonly options: ReadReq.Options } {
  const options = new Options();
  const uuids = new Options.UUIDOption();
  uuids.setString(new shared.Empty());
  options.setUuidOption(uuids);
  options.setReadDirection(direction === 'forwards' ? Options.ReadDirection.FORWARDS : Options.ReadDirection.BACKWARDS);
  const message = new streams.ReadReq();
  message.setOptions(options);
  return { message, options };
}

export function streamRead(stream: string, from: bigint | 'end', direction: Direction, limit: number): ReadReq {
  const { message, options } = request(direction);
  const place = new Options.StreamOptions();
  place.setStreamIdentifier(streamIdentifier(stream));
  if (from === 'end') place.setEnd(new shared.Empty());
  else place.setRevision(from.toString());
  options.setStream(place);
  options.setCount(String(limit));
  options.setNoFilter(new shared.Empty());
  return message;
}

/** A read of the whole log, or a subscription to it when there is no limit; with a prefix, of the streams that begin so. */
export function logRead(prefix: string, from: bigint | 'start' | 'end', direction: Direction, limit?: number): ReadReq {
  const { message, options } = request(direction);
  const place = new Options.AllOptions();
  if (from === 'start') place.setStart(new shared.Empty());
  else if (from === 'end') place.setEnd(new shared.Empty());
  else {
    const position = new Options.Position();
    position.setCommitPosition(from.toString());
    position.setPreparePosition(from.toString());
    place.setPosition(position);
  }
  options.setAll(place);
  options.setFilter(filter(prefix));
  if (limit === undefined) options.setSubscription(new Options.SubscriptionOptions());
  else options.setCount(String(limit));
  return message;
}

/** The server itself passes over other installations' streams and over its own events. */
function filter(prefix: string): ReadReq.Options.FilterOptions {
  const wanted = new Options.FilterOptions();
  const expression = new Options.FilterOptions.Expression();
  if (prefix === '') {
    expression.setRegex('^[^$].*');
    wanted.setEventType(expression);
  } else {
    expression.setPrefixList([prefix]);
    wanted.setStreamIdentifier(expression);
  }
  wanted.setMax(SEARCH_WINDOW);
  wanted.setCheckpointintervalmultiplier(1);
  return wanted;
}

export function streamIdentifier(stream: string): InstanceType<typeof shared.StreamIdentifier> {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from(stream, 'utf8'));
  return identifier;
}
