import { fail, ok, type Result } from '@budget/kernel';
import type { Append, AppendConflict, Appended, AppendOptions } from '@budget/ports';
import type { StoreAnswer, StreamsGateway } from '../gateway/streams-gateway';
import type { Namespace } from '../namespace';
import { patiently } from '../patiently';
import type { StreamTails, Tail } from '../reading/stream-tails';
import type { RecordingMoment, RecordingMoments } from '../recording-moments';
import type { AppendJudge } from './append-judge';
import { writtenFact, type ReadyEvent } from './written-fact';

export type Writing = {
  readonly gateway: StreamsGateway;
  readonly namespace: Namespace;
  readonly judge: AppendJudge;
  readonly tails: StreamTails;
  readonly moments: RecordingMoments;
  /** How long an append that is not answered is sent again, in milliseconds. */
  readonly troubleLimitMs: number;
  /** How long readers leave the writer of a small commit alone, in milliseconds. */
  readonly commitPatienceMs: number;
};

/** An append to one stream: one append on the server, or several tries of it when others write to the same stream. */
export async function appendSingle(
  writing: Writing,
  append: Append,
  ready: readonly ReadyEvent[],
  options: AppendOptions,
): Promise<Result<Appended, AppendConflict>> {
  for (let unknown: 'guess' | 'read' = 'guess'; ; unknown = 'read') {
    const verdict = await writing.judge.judge(append, unknown);
    if (verdict.kind === 'refused') return fail(verdict.conflict);
    if (verdict.kind === 'stored') return ok(verdict.appended);

    const answer = await send(writing, append.stream, verdict.tail, ready, options);
    if (answer.kind === 'appended') {
      const ids = append.events.map(({ id }) => id);
      writing.tails.appended(append.stream, verdict.tail, answer.revision, ids);
      return ok({ version: verdict.tail.version + BigInt(ids.length), position: answer.position });
    }
    writing.tails.forget(append.stream);
  }
}

/** Every failure may have been written: it is sent again with the same ids and the same expectation until it is answered. */
async function send(
  { gateway, namespace, moments, troubleLimitMs }: Writing,
  stream: string,
  tail: Tail,
  ready: readonly ReadyEvent[],
  { metadata, recordedAt }: AppendOptions,
): Promise<StoreAnswer> {
  let moment: RecordingMoment | undefined;
  const answer = await patiently(troubleLimitMs, () => {
    moment = moments.next(recordedAt);
    const { instant } = moment;
    const facts = ready.map((event, index) =>
      writtenFact(event, metadata, { stream, version: tail.version + 1n + BigInt(index), recordedAt: instant }),
    );
    return gateway.append(namespace.stored(stream), tail.end, facts);
  });
  if (answer.kind === 'elsewhere') moment?.withdraw();
  return answer;
}
