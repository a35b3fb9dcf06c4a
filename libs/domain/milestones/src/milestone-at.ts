import type { LocalDate } from '@budget/kernel';
import { effectivePlan, type EffectiveMilestone, type StatedMilestone } from './effective-plan';

/** The milestone of this very day, stated or blank, with what is due by then; null when the plan has none. Plan in ascending order of date. */
export const milestoneAt = (plan: readonly StatedMilestone[], date: LocalDate): EffectiveMilestone | null =>
  effectivePlan(plan).find((step) => step.date === date) ?? null;
