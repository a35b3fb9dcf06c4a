import { localDateAt, type Instant } from '@budget/kernel';

/** The business day of a fact of an alert: the day up to which it counted money; of one that counted none, the Shanghai day on which it was recorded. */
export function alertDay(evidence: unknown, recordedAt: Instant): string {
  const counted = typeof evidence === 'object' && evidence !== null && 'asOf' in evidence ? evidence.asOf : null;
  return typeof counted === 'string' ? counted : localDateAt(recordedAt);
}
