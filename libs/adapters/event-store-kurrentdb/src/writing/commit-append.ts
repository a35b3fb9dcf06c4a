import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { fail, ok, type Result } from '@budget/kernel';
import { NotNow, type Append, type AppendConflict, type Appended, type AppendOptions } from '@budget/ports';
import type { CommitDecisions } from '../commits/commit-decisions';
import type { PartOfCommit } from '../fact-metadata';
import type { StreamEnd } from '../gateway/streams-gateway';
import { patiently } from '../patiently';
import type { Tail } from '../reading/stream-tails';
import type { Verdict } from './append-judge';
import type { Writing } from './single-append';
import { runsOf, writtenFact, type ReadyEvent } from './written-fact';

/** One stream's part of a commit. */
type Part = { readonly append: Append; readonly ready: readonly ReadyEvent[] };
type PartWritten = { readonly end: bigint; readonly position: bigint };

const PATIENCE_PER_FACT_MS = 5;
const LONGEST_PATIENCE_MS = 120_000;
const FEWEST_ATTEMPTS = 12;
const PAUSE_MS = 20;
const LONGEST_PAUSE_MS = 200;
const STREAMS_AT_ONCE = 32;

/**
 * An append to several streams on a server that knows appends to one stream only: the facts are written first, each naming
 * the commit, and ONE more append, of the decision, makes them count, all at the same moment (docs/adr/0041).
 */
export async function appendCommit(
  writing: Writing,
  decisions: CommitDecisions,
  parts: readonly Part[],
  options: AppendOptions,
): Promise<Result<readonly Appended[], AppendConflict>> {
  const deadline = performance.now() + writing.troubleLimitMs;
  // A slow server makes every attempt long enough for others to be first: time counts there, not attempts.
  for (let attempt = 0; attempt < FEWEST_ATTEMPTS || performance.now() < deadline; attempt++) {
    const verdicts = await inGroups(parts, ({ append }) => writing.judge.judge(append, 'read'));
    const refusal = refusalIn(verdicts);
    if (refusal) return fail(refusal);
    if (verdicts.every((verdict) => verdict.kind === 'stored')) return ok(verdicts.map(({ appended }) => appended));

    const tails = verdicts.map((verdict) => (verdict as Extract<Verdict, { kind: 'fresh' }>).tail);
    const commit = newCommit(writing, parts, attempt);
    for (const { append } of parts) writing.tails.forget(append.stream);
    const written = await writeAll(writing, parts, tails, commit, options);
    const { commandId, correlationId } = options.metadata;
    if (written !== 'untouched') {
      const outcome = await decisions.decide(commit.name, written === 'moved' ? 'void' : 'done', { commandId, correlationId });
      if (written !== 'moved' && outcome === 'done') return ok(answer(writing, parts, tails, written));
    }
    await pause(Math.min(attempt * PAUSE_MS, LONGEST_PAUSE_MS) * Math.random());
  }
  throw new NotNow(`Others keep writing to the streams ${parts.map(({ append }) => append.stream).join(', ')}. Try again.`);
}

function newCommit({ namespace, commitPatienceMs }: Writing, parts: readonly Part[], attempt: number): PartOfCommit {
  const facts = parts.reduce((sum, { ready }) => sum + ready.length, 0);
  const patienceMs = Math.min(LONGEST_PATIENCE_MS, (commitPatienceMs + PATIENCE_PER_FACT_MS * facts) * 2 ** attempt);
  return { name: namespace.commit(randomUUID()), facts, patienceMs };
}

/**
 * In the order of stream names, the first stream alone: of two writers who want the same streams one stops before it has
 * written anything. "moved": a stream stands elsewhere by now; "untouched": and nothing was written to the others.
 */
async function writeAll(
  writing: Writing,
  parts: readonly Part[],
  tails: readonly Tail[],
  commit: PartOfCommit,
  options: AppendOptions,
): Promise<readonly PartWritten[] | 'moved' | 'untouched'> {
  const order = parts.map((_, at) => at).sort((a, b) => (streamAt(parts, a) < streamAt(parts, b) ? -1 : 1));
  const written = new Map<number, PartWritten>();
  const write = async (at: number): Promise<boolean> => {
    const part = await writePart(writing, parts[at] as Part, tails[at] as Tail, commit, options);
    if (part) written.set(at, part);
    return part !== null;
  };
  const [first, ...others] = order;
  if (first === undefined || !(await write(first))) return runsOf(parts[first ?? 0]?.ready ?? []).length > 1 ? 'moved' : 'untouched';
  let stands = true;
  await inGroups(others, async (at) => {
    // Nobody begins once one has failed; those begun already are void facts.
    stands = stands && (await write(at)) && stands;
  });
  return stands ? parts.map((_, at) => written.get(at) as PartWritten) : 'moved';
}

const streamAt = (parts: readonly Part[], at: number): string => (parts[at] as Part).append.stream;

async function writePart(
  { gateway, namespace, moments, troubleLimitMs }: Writing,
  { append: { stream }, ready }: Part,
  tail: Tail,
  commit: PartOfCommit,
  { metadata, recordedAt }: AppendOptions,
): Promise<PartWritten | null> {
  let version = tail.version;
  let end: StreamEnd = tail.end;
  let position = 0n;
  for (const run of runsOf(ready)) {
    const answer = await patiently(troubleLimitMs, () => {
      const { instant } = moments.next(recordedAt);
      const facts = run.map((event, index) =>
        writtenFact(event, metadata, { stream, version: version + 1n + BigInt(index), recordedAt: instant, commit }),
      );
      return gateway.append(namespace.stored(stream), end, facts);
    });
    if (answer.kind === 'elsewhere') return null;
    version += BigInt(run.length);
    end = answer.revision;
    position = answer.position;
  }
  return { end: end as bigint, position };
}

function answer(writing: Writing, parts: readonly Part[], tails: readonly Tail[], written: readonly PartWritten[]): readonly Appended[] {
  return parts.map(({ append: { stream, events } }, at) => {
    const tail = tails[at] as Tail;
    const { end, position } = written[at] as PartWritten;
    writing.tails.appended(
      stream,
      tail,
      end,
      events.map(({ id }) => id),
    );
    return { version: tail.version + BigInt(events.length), position };
  });
}

/** All of them or none: what was stored before cannot stand beside what is new. */
function refusalIn(verdicts: readonly Verdict[]): AppendConflict | undefined {
  for (const verdict of verdicts) if (verdict.kind === 'refused') return verdict.conflict;
  if (verdicts.every(({ kind }) => kind === verdicts[0]?.kind)) return undefined;
  return verdicts.find((verdict) => verdict.kind === 'stored')?.otherwise;
}

/** In the order given, some at a time. */
async function inGroups<Item, Value>(items: readonly Item[], work: (item: Item) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for (let at = 0; at < items.length; at += STREAMS_AT_ONCE) {
    values.push(...(await Promise.all(items.slice(at, at + STREAMS_AT_ONCE).map(work))));
  }
  return values;
}
