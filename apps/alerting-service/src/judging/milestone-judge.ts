import {
  milestoneCheckAggregate,
  milestoneCheckStream,
  type JudgeMilestone,
  type MilestoneCheck,
  type MilestoneJudged,
} from '@budget/domain/milestones';
import type { LocalDate } from '@budget/kernel';
import { handleCommand, NotNow, StreamMemory, type AppendOptions, type EventStore, type NewId } from '@budget/ports';
import type { ProjectKey, WatchedProjects } from '../watched-projects';
import { milestoneToJudge } from './milestone-to-judge';

/** `recorded` null: this milestone was judged before and nothing it rests on has changed. */
export type JudgedMilestone = {
  readonly check: MilestoneJudged['data'];
  readonly recorded: { readonly version: bigint; readonly position: bigint } | null;
};

const CAPACITY = 10_000;

/** Judges one milestone of one project with what is recorded now, and records the judgement as a fact of its own stream. */
export class MilestoneJudge {
  private readonly memory = new StreamMemory<MilestoneCheck>(CAPACITY);

  constructor(
    private readonly store: EventStore,
    private readonly projects: WatchedProjects,
    private readonly newId: NewId,
  ) {}

  /** Null when the project does not exist or its plan has no such date. */
  async judge(
    key: ProjectKey,
    date: LocalDate,
    trigger: JudgeMilestone['trigger'],
    options: AppendOptions,
  ): Promise<JudgedMilestone | null> {
    const watched = await this.projects.current(key);
    const command = watched && milestoneToJudge(watched, date, trigger);
    if (!command) return null;

    const stream = milestoneCheckStream({ ...key, date });
    const outcome = await handleCommand({ store: this.store, memory: this.memory, newId: this.newId }, milestoneCheckAggregate, {
      stream,
      command,
      options,
    });
    if (!outcome.ok) throw new NotNow(`Milestone ${stream} could not be judged: ${outcome.failure.kind}`);

    const { version, position } = outcome.value;
    const check = this.memory.recall(stream)?.state.latest;
    if (!check) throw new Error(`Milestone ${stream} was judged but is not remembered`);
    return { check, recorded: version !== null && position !== null ? { version, position } : null };
  }
}
