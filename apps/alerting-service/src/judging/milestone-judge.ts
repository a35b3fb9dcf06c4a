import {
  effectivePlan,
  milestoneCheckAggregate,
  milestoneCheckStream,
  milestonePolicyV1,
  type JudgeMilestone,
  type MilestoneCheck,
  type MilestoneJudged,
} from '@budget/domain/milestones';
import { netPaidUpTo } from '@budget/domain/project-budget';
import type { LocalDate } from '@budget/kernel';
import { handleCommand, NotNow, StreamMemory, type AppendOptions, type EventStore, type NewId } from '@budget/ports';
import type { ProjectKey, WatchedProjects } from '../watched-projects';

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
    const milestone = watched && effectivePlan(watched.project.targets.plan).find((step) => step.date === date);
    if (!watched || !milestone) return null;

    const { project, throughVersion, throughPosition } = watched;
    const command: JudgeMilestone = {
      type: 'JudgeMilestone',
      projectCode: key.projectCode,
      fiscalYear: key.fiscalYear,
      unitCode: project.targets.unit.code,
      milestone,
      budget: project.budget.total,
      actual: netPaidUpTo(project, date),
      policy: milestonePolicyV1,
      planVersion: project.planVersion,
      throughVersion: String(throughVersion),
      throughPosition: String(throughPosition),
      trigger,
    };
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
