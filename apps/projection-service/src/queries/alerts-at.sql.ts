import type { AlertEvidence, AlertRule, AlertSeverity } from '@budget/domain/alerts';
import type { AmountText } from '@budget/kernel';
import type { ReadingMoment } from './reading-moment';
import type { SqlValues } from './sql-values';

/** Columns of `alertsAt`. */
export type AlertAtRow = {
  readonly alert_id: string;
  readonly fiscal_year: number;
  readonly project_code: string;
  readonly unit_code: string;
  readonly rule: AlertRule;
  readonly level: number;
  readonly raised_at: Date;
  readonly raised_position: string;
  readonly status: 'open' | 'acknowledged' | 'resolved';
  readonly severity: AlertSeverity;
  readonly short_amount: AmountText;
  readonly evidence: AlertEvidence;
  readonly acknowledged_by: string | null;
  readonly resolved_at: Date | null;
  readonly version: string;
  readonly position: string;
};

const IDENTITY = 'alert_id, fiscal_year, project_code, unit_code, rule, level, raised_at, raised_position';
const STANDING = ['status', 'severity', 'short_amount', 'evidence', 'acknowledged_by', 'resolved_at', 'version', 'position'];

/** Alerts as they stand now, or as they stood when only what had happened by `asOf` and was recorded by `knownAt` counted. */
export function alertsAt(values: SqlValues, { asOf, knownAt, today }: Pick<ReadingMoment, 'asOf' | 'knownAt' | 'today'>): string {
  const bounds = [
    ...(knownAt === null ? [] : [`y.at <= ${values.add(knownAt)}::timestamptz`]),
    ...(asOf < today ? [`y.day <= ${values.add(asOf)}::date`] : []),
  ];
  if (bounds.length === 0) return `SELECT ${IDENTITY}, ${STANDING.join(', ')} FROM read_model.alert`;
  // A resolution rests on its own evidence; the alert goes on saying why it had been raised.
  const standing = STANDING.map((column) =>
    column === 'evidence' ? `CASE x.type WHEN 'AlertResolved' THEN alert.evidence ELSE x.evidence END AS evidence` : `x.${column}`,
  );
  return `SELECT ${IDENTITY}, s.* FROM read_model.alert
    CROSS JOIN LATERAL (SELECT y.position FROM read_model.alert_step y
      WHERE y.alert_id = alert.alert_id AND ${bounds.join(' AND ')} ORDER BY y.day DESC, y.position DESC LIMIT 1) last
    CROSS JOIN LATERAL (SELECT ${standing.join(', ')} FROM read_model.alert_step x WHERE x.position = last.position) s`;
}
