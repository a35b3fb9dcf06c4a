import { alertDecider, noAlert, type Alert } from '@budget/domain/alerts';
import { isOver, judge, type Judgement } from '@budget/domain/milestones';
import { governingMilestones, type RegisteredProject } from '@budget/domain/project-budget';
import { addDays, type LocalDate } from '@budget/kernel';
import { milestoneToJudge } from '../judging/milestone-to-judge';
import { lagToAssess } from '../lag/lag-to-assess';
import type { World } from './supposed-project';

const NOWHERE = { throughVersion: 0n, throughPosition: 0n };

/** Every checkpoint whose day is over, judged with all that is known of the money of its day; up to a day to come, as if nothing more happened. */
export function judgedCheckpoints({ project, policy }: World, asOf: LocalDate, today: LocalDate): ReadonlyMap<LocalDate, Judgement> {
  const judged = new Map<LocalDate, Judgement>();
  for (const { date } of governingMilestones(project.plans)) {
    const isAsked = date <= asOf && (asOf > today || isOver(date, today));
    const command = isAsked ? milestoneToJudge({ project, ...NOWHERE }, date, 'request') : null;
    if (command)
      judged.set(date, judge({ budget: command.budget, plannedPercent: command.milestone.effective, actual: command.actual, policy }));
  }
  return judged;
}

/** The lag alert at the end of `asOf`, assessed on each day on which something happened: alerts remember how they were entered. */
export function alertAt(project: RegisteredProject, asOf: LocalDate): Alert {
  return daysOf(project, asOf).reduce<Alert>((alert, day) => {
    const decision = alertDecider.decide(alert, lagToAssess({ project, ...NOWHERE }, day));
    return decision.ok ? decision.value.reduce(alertDecider.evolve, alert) : alert;
  }, noAlert);
}

/** Money, the day after each checkpoint, and the days from which documents and plans count. */
function daysOf(project: RegisteredProject, asOf: LocalDate): readonly LocalDate[] {
  const days = [
    ...[...project.movements.entries()].map(([day]) => day),
    ...governingMilestones(project.plans).map(({ date }) => addDays(date, 1)),
    ...project.budget.changes.map(({ effectiveOn }) => effectiveOn),
    ...project.plans.map(({ effectiveOn }) => effectiveOn),
    asOf,
  ];
  return [...new Set(days)].filter((day) => day <= asOf).sort();
}
