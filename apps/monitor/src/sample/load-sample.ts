import type { Append, EventMetadata, EventStore, RecordedEvent } from '@budget/ports';
import { isDeepStrictEqual } from 'node:util';
import { beginsSample, SAMPLE_STREAM } from './sample-year';

/** "complete": it was loaded before. "other-facts": the store holds something else; nothing was written. */
export type SampleOutcome = 'loaded' | 'complete' | 'other-facts' | 'interrupted';

type Sample = {
  readonly facts: () => Promise<readonly RecordedEvent[]>;
  /** Called once it is clear that the sample goes in, before its first fact. */
  readonly keepDocument: () => Promise<void>;
};
type Loading = { readonly signal: AbortSignal; readonly onProgress: (done: number, total: number) => void };

const PAGE = 1_000;

/**
 * Copies the facts of the sample year into the store, each at its own instant and place. What a killed start has left is
 * recognised by digest and completed; on anything else nothing is written.
 */
export async function loadSample(
  store: EventStore,
  { facts, keepDocument }: Sample,
  { signal, onProgress }: Loading,
): Promise<SampleOutcome> {
  if ((await store.readStream(SAMPLE_STREAM, { limit: 1 })).length > 0) return 'complete';
  const year = await facts();
  const present = await store.head();
  if (present > BigInt(year.length) || !(await isBeginningOf(year, store))) return 'other-facts';

  await keepDocument();
  for (const commit of commitsOf(year.slice(Number(present)))) {
    if (signal.aborted) return 'interrupted';
    await write(store, commit);
    onProgress(Number(commit.at(-1)?.at(-1)?.position ?? 0n), year.length);
  }
  return 'loaded';
}

/** True when a start with the sample was killed before the last fact was in. */
export async function isCutOff(store: EventStore): Promise<boolean> {
  const [first] = await store.readAll(0n, { limit: 1 });
  return first !== undefined && beginsSample(first) && (await store.readStream(SAMPLE_STREAM, { limit: 1 })).length === 0;
}

async function isBeginningOf(year: readonly RecordedEvent[], store: EventStore): Promise<boolean> {
  for (let position = 0n; ;) {
    const page = await store.readAll(position, { limit: PAGE });
    if (page.some((event) => event.digest !== year[Number(event.position) - 1]?.digest)) return false;
    if (page.length < PAGE) return true;
    position += BigInt(page.length);
  }
}

type Command = readonly RecordedEvent[];

/** Facts of one command stay together; commands of one instant share a commit, unless they touch the same stream. */
function commitsOf(year: readonly RecordedEvent[]): readonly (readonly Command[])[] {
  const commits: Command[][] = [];
  const streams = new Set<string>();
  for (const command of commandsOf(year)) {
    const instant = commits.at(-1)?.[0]?.[0]?.metadata.recordedAt;
    const fits = instant === command[0]?.metadata.recordedAt && !command.some(({ stream }) => streams.has(stream));
    if (!fits) streams.clear();
    if (fits) commits.at(-1)?.push(command);
    else commits.push([command]);
    for (const { stream } of command) streams.add(stream);
  }
  return commits;
}

function commandsOf(year: readonly RecordedEvent[]): readonly Command[] {
  const commands: RecordedEvent[][] = [];
  for (const event of year) {
    const last = commands.at(-1);
    if (last && isDeepStrictEqual(last[0]?.metadata, event.metadata)) last.push(event);
    else commands.push([event]);
  }
  return commands;
}

/** The store gives positions in the order of the calls; were it otherwise, the copy would not be the year. */
async function write(store: EventStore, commands: readonly Command[]): Promise<void> {
  const written = await Promise.all(commands.map((command) => store.appendMany(appendsOf(command), optionsOf(command))));
  for (const [index, result] of written.entries()) {
    const expected = commands[index]?.at(-1)?.position;
    if (!result.ok || result.value.at(-1)?.position !== expected) {
      throw new Error(`The sample did not find its place ${expected} in the event store: another process is writing to it.`);
    }
  }
}

function appendsOf(command: Command): readonly Append[] {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of command) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
  return [...streams].map(([stream, events]) => {
    const version = events[0]?.version ?? 0n;
    return { stream, expected: version === 0n ? 'no-stream' : version - 1n, events };
  });
}

function optionsOf(command: Command) {
  const { recordedAt, ...metadata } = (command[0] as RecordedEvent).metadata;
  return { metadata: metadata satisfies EventMetadata, recordedAt };
}
