import { cloudEventHeaders } from '@budget/contracts';
import { parseInstant, type Json, type JsonObject } from '@budget/kernel';
import { eventDigest, type ReceivedMessage, type RecordedEvent } from '@budget/ports';

/** A message that is none of ours, or was damaged on its way. */
export class UnreadableMessage extends Error {
  constructor(reason: string, options?: ErrorOptions) {
    super(`the message cannot be read as an event: ${reason}`, options);
    this.name = 'UnreadableMessage';
  }
}

/** A step that somebody traced; every other message names a trace made from its ids alone, which nobody keeps. */
const SAMPLED = /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/;

/** The whole fact again, its digest recomputed, with the trace context of the message. Throws UnreadableMessage. */
export function eventOf({ key, headers, value }: ReceivedMessage): RecordedEvent {
  const read = cloudEventHeaders.safeParse(headers);
  if (!read.success) {
    const issue = read.error.issues[0];
    throw new UnreadableMessage(`header ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'wrong'}`);
  }
  const { data: ce } = read;
  if (key !== ce.ce_subject) throw new UnreadableMessage('its key is not its ce_subject');
  const event: RecordedEvent = {
    id: ce.ce_id,
    type: ce.ce_type,
    schemaVersion: Number(ce.ce_schemaversion),
    data: dataOf(value),
    stream: ce.ce_subject,
    version: BigInt(ce.ce_sequence),
    position: BigInt(ce.ce_position),
    metadata: {
      commandId: ce.ce_commandid,
      correlationId: ce.ce_correlationid,
      causationId: ce.ce_causationid,
      actor: ce.ce_actor,
      recordedAt: parseInstant(ce.ce_time),
      ...(ce.traceparent !== undefined && SAMPLED.test(ce.traceparent) && { traceparent: ce.traceparent }),
    },
    digest: ce.ce_digest,
  };
  if (eventDigest(event) !== event.digest) throw new UnreadableMessage('its content does not match ce_digest');
  return event;
}

function dataOf(value: string | null): JsonObject {
  try {
    const data = JSON.parse(value ?? '') as Json;
    if (isObject(data)) return data;
  } catch (error) {
    throw new UnreadableMessage('its value is no JSON', { cause: error });
  }
  throw new UnreadableMessage('its value is no JSON object');
}

const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
