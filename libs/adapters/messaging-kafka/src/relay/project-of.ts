import { PROJECT_STREAM_KINDS } from '@budget/contracts';
import { streamKind, type RecordedEvent } from '@budget/ports';

export type ProjectOfEvent = { readonly projectCode: string; readonly fiscalYear: number };

const PUBLISHED: ReadonlySet<string> = new Set(PROJECT_STREAM_KINDS);

/** A project stream holds an event that does not say of which project it is: it cannot be published, and must not be left out. */
export class EventWithoutProject extends Error {
  constructor({ type, stream, position }: RecordedEvent) {
    super(`${type} at position ${position} stands in ${stream}, but its data name no projectCode and fiscalYear of that stream`);
    this.name = 'EventWithoutProject';
  }
}

/** The project an event belongs to; null for streams of no single project (documents, simulations), which are not published. */
export function projectOf(event: RecordedEvent): ProjectOfEvent | null {
  if (!PUBLISHED.has(streamKind(event.stream))) return null;
  const { projectCode, fiscalYear } = event.data;
  if (typeof projectCode !== 'string' || typeof fiscalYear !== 'number') throw new EventWithoutProject(event);
  const stream = `${streamKind(event.stream)}-${projectCode}-${fiscalYear}`;
  if (event.stream !== stream && !event.stream.startsWith(`${stream}-`)) throw new EventWithoutProject(event);
  return { projectCode, fiscalYear };
}
