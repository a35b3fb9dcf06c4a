import type { JsonObject } from '@budget/kernel';
import type { RecordedEvent } from '@budget/ports';
import type { CommitDecisions } from '../commits/commit-decisions';
import { readMetadata, type FactMetadata, type PartOfCommit } from '../fact-metadata';
import type { StoredEvent } from '../gateway/streams-gateway';
import type { Namespace } from '../namespace';

/** A fact that counts, and the commit over several streams that it is part of. */
export type SiftedFact = { readonly fact: RecordedEvent; readonly commit: PartOfCommit | undefined };

type Candidate = { readonly stored: StoredEvent; readonly stream: string; readonly metadata: FactMetadata };

const QUESTIONS_AT_ONCE = 16;

/** Lets through what readers may see: facts of this installation, of single appends and of commits that are decided "done". */
export class FactSieve {
  constructor(
    private readonly namespace: Namespace,
    private readonly decisions: CommitDecisions,
  ) {}

  /** In the order given. Waits for the decision of a commit that is under way. */
  async sift(events: readonly StoredEvent[]): Promise<readonly SiftedFact[]> {
    this.decisions.learn(events.filter(({ stream }) => this.namespace.isCommit(stream)));
    const candidates = events.flatMap((stored) => this.candidate(stored) ?? []);
    const commits = new Map(candidates.flatMap(({ metadata: { commit } }) => (commit ? [[commit.name, commit] as const] : [])));
    const outcomes = new Map<string, string>();
    const names = [...commits.keys()];
    for (let at = 0; at < names.length; at += QUESTIONS_AT_ONCE) {
      const group = names.slice(at, at + QUESTIONS_AT_ONCE);
      const answers = await Promise.all(group.map((name) => this.decisions.outcome(commits.get(name) as PartOfCommit)));
      for (const [index, name] of group.entries()) outcomes.set(name, answers[index] as string);
    }
    return candidates
      .filter(({ metadata: { commit } }) => !commit || outcomes.get(commit.name) === 'done')
      .map((candidate) => ({ fact: recordedEvent(candidate), commit: candidate.metadata.commit }));
  }

  /** The first fact that counts already, without waiting for anybody. */
  async firstDecided(events: readonly StoredEvent[]): Promise<RecordedEvent | undefined> {
    this.decisions.learn(events.filter(({ stream }) => this.namespace.isCommit(stream)));
    for (const stored of events) {
      const candidate = this.candidate(stored);
      if (!candidate) continue;
      const { commit } = candidate.metadata;
      if (!commit || (await this.decisions.look(commit.name)) === 'done') return recordedEvent(candidate);
    }
    return undefined;
  }

  private candidate(stored: StoredEvent): Candidate | undefined {
    const stream = this.namespace.stream(stored.stream);
    const metadata = stream === undefined ? undefined : readMetadata(stored.metadata);
    return stream !== undefined && metadata ? { stored, stream, metadata } : undefined;
  }
}

function recordedEvent({ stored, stream, metadata }: Candidate): RecordedEvent {
  const { actor, causationId, commandId, correlationId, recordedAt, traceparent, schemaVersion, version, digest } = metadata;
  return {
    id: metadata.id ?? stored.id,
    type: stored.type,
    schemaVersion,
    data: JSON.parse(stored.data) as JsonObject,
    stream,
    version: BigInt(version),
    position: stored.position,
    metadata: { commandId, correlationId, causationId, actor, ...(traceparent !== undefined && { traceparent }), recordedAt },
    digest,
  };
}
