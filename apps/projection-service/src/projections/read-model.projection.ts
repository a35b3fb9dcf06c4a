import { alertHistory, alertStream, type AlertEvent } from '@budget/domain/alerts';
import { milestoneCheckHistory, milestoneCheckStream, type MilestoneJudged } from '@budget/domain/milestones';
import { projectBudgetHistory, projectBudgetStream, type ProjectBudgetEvent } from '@budget/domain/project-budget';
import { parseLocalDate, upcast } from '@budget/kernel';
import { assertKnownFacts, streamKind, type KnownFacts, type RecordedEvent, type Subscriber, type Transaction } from '@budget/ports';
import { projectAlerts } from './alert.projection';
import { projectBudgetChanges } from './budget-change.projection';
import { projectMilestoneChecks } from './milestone-check.projection';
import { projectMoney } from './money.projection';
import { projectTargets } from './target.projection';

/** A stored fact in today's shape, with the place where it stands. */
export type Recorded<Event> = { readonly fact: Event; readonly stored: RecordedEvent };

export const READ_MODEL_SUBSCRIPTION = 'read-model';

/**
 * The whole read side is one subscription, so that one position says how fresh every figure is.
 * Targets come first within a batch: money and judgements of the same batch may belong to a project registered in it.
 */
export const readModelSubscriber = (): Subscriber => ({
  name: READ_MODEL_SUBSCRIPTION,
  batchSize: 5_000,
  gatherMs: 10,
  order: 'by-project',
  handle: async (events, transaction) => {
    assertKnownFacts(events, FACTS);
    for (const run of runsOfOneKind(events)) await project(run, transaction);
  },
});

const any = { projectCode: '', fiscalYear: 0 };
const BUDGETS = streamKind(projectBudgetStream(any));
const CHECKS = streamKind(milestoneCheckStream({ ...any, date: parseLocalDate('2025-12-31') }));
const ALERTS = streamKind(alertStream({ ...any, rule: 'milestone-missed' }));
const FACTS: KnownFacts = new Map<string, Readonly<Record<string, unknown>>>([
  [BUDGETS, projectBudgetHistory],
  [CHECKS, milestoneCheckHistory],
  [ALERTS, alertHistory],
]);

type Kind = 'targets' | 'money' | 'changes' | 'checks' | 'alerts' | 'other';

/** A record, not a list of some: a new fact does not compile before it has its place. */
const KIND_OF_BUDGET_FACT: Readonly<Record<ProjectBudgetEvent['type'], 'targets' | 'money' | 'changes'>> = {
  ProjectRegistered: 'targets',
  ProjectTargetsRevised: 'targets',
  PlanRevised: 'targets',
  DisbursementRecorded: 'money',
  DisbursementRefunded: 'money',
  DisbursementReversed: 'money',
  RefundReversed: 'money',
  BudgetAdjusted: 'changes',
  BudgetTransferred: 'changes',
  FundsReceived: 'changes',
  YearEndDecided: 'changes',
  CarryOverReceived: 'changes',
};

function kindOf({ stream, type }: RecordedEvent): Kind {
  switch (streamKind(stream)) {
    case BUDGETS:
      return KIND_OF_BUDGET_FACT[type as ProjectBudgetEvent['type']];
    case CHECKS:
      return 'checks';
    case ALERTS:
      return 'alerts';
    default:
      return 'other';
  }
}

/** Targets split a batch, since a revised plan changes how later payments are marked; the rest is independent of each other. */
function runsOfOneKind(events: readonly RecordedEvent[]): Map<Kind, RecordedEvent[]>[] {
  const runs: Map<Kind, RecordedEvent[]>[] = [];
  let current = new Map<Kind, RecordedEvent[]>();
  for (const event of events) {
    const kind = kindOf(event);
    if (kind === 'targets' && current.size > 0 && !(current.size === 1 && current.has('targets'))) {
      runs.push(current);
      current = new Map();
    }
    const sameKind = current.get(kind);
    if (sameKind) sameKind.push(event);
    else current.set(kind, [event]);
  }
  return current.size > 0 ? [...runs, current] : runs;
}

async function project(run: Map<Kind, RecordedEvent[]>, transaction: Transaction): Promise<void> {
  const targets = run.get('targets');
  const money = run.get('money');
  const changes = run.get('changes');
  const checks = run.get('checks');
  const alerts = run.get('alerts');
  if (targets) await projectTargets(targets.map(asBudgetFact), transaction);
  if (money) await projectMoney(money.map(asBudgetFact), transaction);
  if (changes) await projectBudgetChanges(changes.map(asBudgetFact), transaction);
  if (checks) await projectMilestoneChecks(checks.map(asJudgement), transaction);
  if (alerts) await projectAlerts(alerts.map(asAlertFact), transaction);
}

const asBudgetFact = (stored: RecordedEvent): Recorded<ProjectBudgetEvent> => ({ fact: upcast(projectBudgetHistory, stored), stored });
const asJudgement = (stored: RecordedEvent): Recorded<MilestoneJudged> => ({ fact: upcast(milestoneCheckHistory, stored), stored });
const asAlertFact = (stored: RecordedEvent): Recorded<AlertEvent> => ({ fact: upcast(alertHistory, stored), stored });
