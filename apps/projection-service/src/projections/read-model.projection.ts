import { alertHistory, type AlertEvent } from '@budget/domain/alerts';
import { milestoneCheckHistory, type MilestoneJudged } from '@budget/domain/milestones';
import { projectBudgetHistory, type ProjectBudgetEvent } from '@budget/domain/project-budget';
import { knows, upcast } from '@budget/kernel';
import type { RecordedEvent, Subscriber, Transaction } from '@budget/ports';
import { projectAlerts } from './alert.projection';
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
  batchSize: 1_000,
  handle: async (events, transaction) => {
    for (const run of runsOfOneKind(events)) await project(run, transaction);
  },
});

type Kind = 'targets' | 'money' | 'checks' | 'alerts' | 'other';

function kindOf(type: string): Kind {
  if (type === 'ProjectRegistered' || type === 'ProjectTargetsRevised') return 'targets';
  if (knows(projectBudgetHistory, type)) return 'money';
  if (knows(milestoneCheckHistory, type)) return 'checks';
  if (knows(alertHistory, type)) return 'alerts';
  return 'other';
}

/** Targets split a batch, since a revised plan changes how later payments are marked; the rest is independent of each other. */
function runsOfOneKind(events: readonly RecordedEvent[]): Map<Kind, RecordedEvent[]>[] {
  const runs: Map<Kind, RecordedEvent[]>[] = [];
  let current = new Map<Kind, RecordedEvent[]>();
  for (const event of events) {
    const kind = kindOf(event.type);
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
  const checks = run.get('checks');
  const alerts = run.get('alerts');
  if (targets) await projectTargets(targets.map(asBudgetFact), transaction);
  if (money) await projectMoney(money.map(asBudgetFact), transaction);
  if (checks) await projectMilestoneChecks(checks.map(asJudgement), transaction);
  if (alerts) await projectAlerts(alerts.map(asAlertFact), transaction);
}

const asBudgetFact = (stored: RecordedEvent): Recorded<ProjectBudgetEvent> => ({ fact: upcast(projectBudgetHistory, stored), stored });
const asJudgement = (stored: RecordedEvent): Recorded<MilestoneJudged> => ({ fact: upcast(milestoneCheckHistory, stored), stored });
const asAlertFact = (stored: RecordedEvent): Recorded<AlertEvent> => ({ fact: upcast(alertHistory, stored), stored });
