import type { CloudEventHeaders } from '@budget/contracts';
import type { FeedMessage, RecordedEvent } from '@budget/ports';
import { projectOf } from './project-of';

export type TraceOf = (event: RecordedEvent) => string | null;

const SOURCE = '/budget-monitor';

/** The public form of a fact (CloudEvents 1.0, binary mode); null for a fact that belongs to no project. */
export function messageOf(event: RecordedEvent, traceOf?: TraceOf): FeedMessage | null {
  const project = projectOf(event);
  if (project === null) return null;
  const { metadata, stream } = event;
  const traceparent = traceOf?.(event) ?? null;
  const headers: CloudEventHeaders = {
    ce_specversion: '1.0',
    ce_id: event.id,
    ce_type: event.type,
    ce_source: SOURCE,
    ce_subject: stream,
    ce_time: metadata.recordedAt,
    ce_sequence: String(event.version),
    ce_correlationid: metadata.correlationId,
    ce_causationid: metadata.causationId,
    ce_schemaversion: String(event.schemaVersion),
    ce_position: String(event.position),
    ce_digest: event.digest,
    ce_actor: metadata.actor,
    ce_commandid: metadata.commandId,
    'content-type': 'application/json',
    ...(traceparent === null ? {} : { traceparent }),
  };
  const orderedBy = `${project.fiscalYear}/${project.projectCode}`;
  return { key: stream, orderedBy, headers: textHeaders(headers), value: JSON.stringify(event.data) };
}

const textHeaders = (headers: CloudEventHeaders): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])));
