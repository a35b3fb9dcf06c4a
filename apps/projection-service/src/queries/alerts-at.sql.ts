import type { AlertEvidence, AlertRule, AlertSeverity } from '@budget/domain/alerts';
import type { AmountText, Instant } from '@budget/kernel';
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
const STANDING = 'status, severity, short_amount, evidence, acknowledged_by, resolved_at, version, position';

/** Alerts as they stand now, or as they stood when only what was recorded by `knownAt` had happened. */
export function alertsAt(values: SqlValues, knownAt: Instant | null): string {
  if (knownAt === null) return `SELECT ${IDENTITY}, ${STANDING} FROM read_model.alert`;
  return `SELECT ${IDENTITY}, s.* FROM read_model.alert
    CROSS JOIN LATERAL (SELECT ${STANDING.replaceAll(/\w+/g, 'x.$&')} FROM read_model.alert_step x
      WHERE x.alert_id = alert.alert_id AND x.at <= ${values.add(knownAt)}::timestamptz ORDER BY x.position DESC LIMIT 1) s`;
}
