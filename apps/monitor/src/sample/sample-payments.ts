import {
  inOrder,
  officeInstant,
  SeededRandom,
  simulatedPayment,
  spendingYear,
  withLateEntry,
  withReturnedPayment,
  withWrongEntry,
  type SimulatedFact,
  type SpendingPlan,
  type WorkingYear,
} from '@budget/domain/simulation';
import type { LocalDate } from '@budget/kernel';
import { SAMPLE_STORY, type ProjectStory } from './sample-story';

const SEED = 'weixian-2025';
const on = (text: string): LocalDate => text as LocalDate;
const SPRING = { from: on('2025-04-08'), to: on('2025-06-10') };
const JULY = { from: on('2025-07-01'), to: on('2025-08-15') };

/** The money facts of one project of the sample in the whole year, in order of recording: always the same. */
export function samplePayments(projectCode: string, plan: SpendingPlan, year: WorkingYear): readonly SimulatedFact[] {
  const story: ProjectStory = SAMPLE_STORY[projectCode] ?? { payments: 8 };
  const random = new SeededRandom(`${SEED}/${projectCode}`);
  const conductAt = (checkpoint: LocalDate) => story.conduct?.[checkpoint.slice(5)] ?? 'on-plan';
  const lumps = spendingYear(plan, { payments: story.payments, conductAt }, year, random);
  const payments = inOrder(lumps.map((lump, index) => simulatedPayment(projectCode, index + 1, lump, officeInstant(lump.day, random))));
  if (story.incident === undefined) return payments;
  switch (story.incident) {
    case 'wrong-entry':
      return withWrongEntry(payments, SPRING);
    case 'returned-payment':
      return withReturnedPayment(payments, SPRING, year);
    case 'late-entry':
      return withLateEntry(payments, JULY, on('2025-06-27'), on('2025-07-03'));
  }
}
