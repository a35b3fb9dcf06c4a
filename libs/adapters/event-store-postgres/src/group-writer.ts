import { setTimeout as pause } from 'node:timers/promises';
import { isPassingTrouble, type Clock } from '@budget/ports';
import type pg from 'pg';
import { APPEND_CALL, appendParameters, readAnswer, type GroupResult } from './append-call';
import type { GroupOutcome } from './append-queue';
import type { AppendUnit } from './append-unit';

export type GroupCommitted = {
  /** Calls and events that shared this commit, refused ones among them. */
  readonly appends: number;
  readonly events: number;
  readonly milliseconds: number;
  /** Last position known after it. */
  readonly head: bigint;
};

type GroupWriterOptions = { readonly pool: pg.Pool; readonly clock: Clock; readonly onCommit: (committed: GroupCommitted) => void };

const RETRY_FOR_MS = 10_000;
const FIRST_PAUSE_MS = 25;
const LONGEST_PAUSE_MS = 500;

/** Writes one group in one statement, which is its own transaction. */
export class GroupWriter {
  constructor(private readonly options: GroupWriterOptions) {}

  /**
   * Passing trouble is tried again with the same ids: a commit whose answer was lost is then answered, not doubled.
   * Anything else that breaks a group of several is found by writing them one by one, so that it fails its own caller only.
   */
  async write(units: readonly AppendUnit[]): Promise<readonly GroupOutcome[]> {
    try {
      const { results } = await this.persist(units, false);
      return units.map((unit, index) => ({ unit, result: results[index] as GroupResult['results'][number] }));
    } catch (error) {
      if (isPassingTrouble(error)) return units.map((unit) => ({ unit, error }));
    }
    const outcomes: GroupOutcome[] = [];
    for (const unit of units) outcomes.push(await this.writeAlone(unit));
    return outcomes;
  }

  private async writeAlone(unit: AppendUnit): Promise<GroupOutcome> {
    try {
      const { results } = await this.persist([unit], true);
      return { unit, result: results[0] as GroupResult['results'][number] };
    } catch (error) {
      return { unit, error };
    }
  }

  private async persist(units: readonly AppendUnit[], lookUpIds: boolean): Promise<GroupResult> {
    const deadline = performance.now() + RETRY_FOR_MS;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        return await this.send(units, lookUpIds);
      } catch (error) {
        if (!isPassingTrouble(error) || performance.now() + wait > deadline) throw error;
        await pause(wait);
      }
    }
  }

  private async send(units: readonly AppendUnit[], lookUpIds: boolean): Promise<GroupResult> {
    const { pool, clock, onCommit } = this.options;
    const begun = performance.now();
    const values = appendParameters(units, units[0]?.recordedAt ?? clock.now(), lookUpIds);
    const { rows } = await pool.query<{ answer: string }>({ name: 'event_store_append', text: APPEND_CALL, values });
    const result = readAnswer(units, rows[0]?.answer as string);
    onCommit({
      appends: units.length,
      events: units.reduce((sum, { data }) => sum + data.length, 0),
      milliseconds: performance.now() - begun,
      head: result.head,
    });
    return result;
  }
}
