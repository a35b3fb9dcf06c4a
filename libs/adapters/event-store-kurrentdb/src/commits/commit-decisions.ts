import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { canonicalJson, NotNow } from '@budget/ports';
import { BoundedMap } from '../bounded-map';
import type { StoredEvent, StreamsGateway } from '../gateway/streams-gateway';
import type { PartOfCommit } from '../fact-metadata';
import { patiently } from '../patiently';

export type Outcome = 'done' | 'void';

export const COMMIT_DECIDED = 'CommitDecided';
const REMEMBERED = 20_000;
const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;
const READ_LIMIT_MS = 5_000;
const TROUBLE_LIMIT_MS = 30_000;

/**
 * What became of the commits over several streams. The first event of a commit's own stream is its decision; it is appended
 * expecting no stream, so that exactly one decision is ever written, by whoever comes first.
 */
export class CommitDecisions {
  private readonly known: BoundedMap<string, Outcome>;
  private readonly asked = new Map<string, Promise<Outcome>>();

  constructor(
    private readonly gateway: StreamsGateway,
    remembered = REMEMBERED,
  ) {
    this.known = new BoundedMap(remembered);
  }

  /** Decisions that a reader meets on its way need not be asked for. */
  learn(events: readonly StoredEvent[]): void {
    for (const event of events) if (event.type === COMMIT_DECIDED && event.revision === 0n) this.known.set(event.stream, outcomeIn(event));
  }

  /** The decision as it stands; undefined while there is none. */
  async look(commit: string): Promise<Outcome | undefined> {
    const known = this.known.get(commit);
    if (known) return known;
    const [first] = await patiently(READ_LIMIT_MS, () => this.gateway.readStream(commit, { from: 0n, direction: 'forwards', limit: 1 }));
    if (!first) return undefined;
    this.learn([first]);
    return outcomeIn(first);
  }

  /** The decision; waits for the writer as long as the commit says, then decides against it. */
  async outcome(commit: PartOfCommit): Promise<Outcome> {
    const known = this.known.get(commit.name);
    if (known) return known;
    const underWay = this.asked.get(commit.name);
    if (underWay) return underWay;
    const asking = this.wait(commit).finally(() => this.asked.delete(commit.name));
    this.asked.set(commit.name, asking);
    return asking;
  }

  private async wait({ name, patienceMs }: PartOfCommit): Promise<Outcome> {
    const deadline = performance.now() + patienceMs;
    for (let wait = FIRST_PAUSE_MS; performance.now() < deadline; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
      const outcome = await this.look(name);
      if (outcome) return outcome;
      await pause(wait);
    }
    return this.decide(name, 'void', {});
  }

  /** Writes a decision unless one is there, and answers the one that stands. */
  async decide(commit: string, outcome: Outcome, about: { readonly [key: string]: string }): Promise<Outcome> {
    const event = { id: randomUUID(), type: COMMIT_DECIDED, data: canonicalJson({ outcome }), metadata: canonicalJson(about) };
    const answer = await patiently(TROUBLE_LIMIT_MS, () => this.gateway.append(commit, 'no-stream', [event]));
    if (answer.kind === 'appended') {
      this.known.set(commit, outcome);
      return outcome;
    }
    return patiently(READ_LIMIT_MS, () => this.standing(commit));
  }

  /** The decision that has kept another one out. */
  private async standing(commit: string): Promise<Outcome> {
    const standing = await this.look(commit);
    if (!standing) throw new NotNow(`Stream ${commit} exists but shows no decision. Read from the leader, or restore the stream.`);
    return standing;
  }
}

const outcomeIn = ({ data }: StoredEvent): Outcome =>
  (JSON.parse(data) as { readonly outcome?: unknown }).outcome === 'done' ? 'done' : 'void';
