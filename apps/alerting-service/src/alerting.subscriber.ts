import { alertHistory, alertStream } from '@budget/domain/alerts';
import { milestoneCheckHistory, milestoneCheckStream } from '@budget/domain/milestones';
import { projectBudgetHistory, projectBudgetStream } from '@budget/domain/project-budget';
import { knows, localDateAt, parseLocalDate, upcast } from '@budget/kernel';
import {
  assertKnownFacts,
  streamKind,
  type Clock,
  type KnownFacts,
  type RecordedEvent,
  type Subscriber,
  type Transaction,
} from '@budget/ports';
import { inParallel } from './in-parallel';
import { noteInDiary } from './judging/due-milestones';
import type { LagAssessor } from './lag/lag-assessor';
import type { ProjectKey } from './watched-projects';

export const ALERTING_SUBSCRIPTION = 'alerting';
export const ALERTING_ACTOR = 'system:alerting';
const WIDTH = 64;

const any = { projectCode: '', fiscalYear: 0 };
const FACTS: KnownFacts = new Map<string, Readonly<Record<string, unknown>>>([
  [streamKind(projectBudgetStream(any)), projectBudgetHistory],
  [streamKind(milestoneCheckStream({ ...any, date: parseLocalDate('2025-12-31') })), milestoneCheckHistory],
  [streamKind(alertStream({ ...any, rule: 'milestone-missed' })), alertHistory],
]);

type Touched = ProjectKey & { readonly cause: RecordedEvent };

/**
 * Money, plans and judgements lead to an assessment of each project they touch, once a batch.
 * Its facts are appended before the checkpoint moves; coming again, it finds them already there and adds nothing.
 */
export const alertingSubscriber = (assessor: LagAssessor, clock: Clock, commandIdOf: (parts: readonly string[]) => string): Subscriber => ({
  name: ALERTING_SUBSCRIPTION,
  batchSize: 1_000,
  gatherMs: 100,
  order: 'by-project',
  handle: async (events, transaction: Transaction) => {
    assertKnownFacts(events, FACTS);
    await noteInDiary(events, transaction);
    const today = localDateAt(clock.now());
    await inParallel(projectsTouchedBy(events), WIDTH, ({ cause, ...key }) =>
      assessor.assess(key, today, {
        metadata: {
          commandId: commandIdOf(['assess-lag', cause.id]),
          correlationId: cause.metadata.correlationId,
          causationId: cause.id,
          actor: ALERTING_ACTOR,
        },
      }),
    );
  },
});

function projectsTouchedBy(events: readonly RecordedEvent[]): readonly Touched[] {
  const touched = new Map<string, Touched>();
  for (const event of events) {
    const key = projectOf(event);
    if (key) touched.set(`${key.fiscalYear}/${key.projectCode}`, { ...key, cause: event });
  }
  return [...touched.values()];
}

/** A registration alone is not assessed: its milestones are judged first, and the judgement brings the assessment. */
function projectOf(event: RecordedEvent): ProjectKey | null {
  if (event.type === 'ProjectRegistered') return null;
  if (knows(projectBudgetHistory, event.type)) {
    const { fiscalYear, projectCode } = upcast(projectBudgetHistory, event).data;
    return { fiscalYear, projectCode };
  }
  if (knows(milestoneCheckHistory, event.type)) {
    const { fiscalYear, projectCode } = upcast(milestoneCheckHistory, event).data;
    return { fiscalYear, projectCode };
  }
  return null;
}
