import type { AlertEvent, AlertEvidence } from '@budget/domain/alerts';
import { assertNever, Money } from '@budget/kernel';
import type { Transaction } from '@budget/ports';
import { alertDay } from './alert-day';
import type { Recorded } from './read-model.projection';

export async function projectAlerts(events: readonly Recorded<AlertEvent>[], transaction: Transaction): Promise<void> {
  for (const { fact, stored } of events) {
    await changeAlert(fact, stored, transaction);
    await keepStep(fact, stored, transaction);
  }
}

/** What happened, what it rested on and how the alert stood after it: the alert as it was known on any day can be read again. */
async function keepStep(fact: AlertEvent, stored: Recorded<AlertEvent>['stored'], transaction: Transaction): Promise<void> {
  await transaction.query(
    `INSERT INTO read_model.alert_step
       (position, alert_id, type, at, by, note, day, status, severity, short_amount, evidence, acknowledged_by, resolved_at, version)
     SELECT $1, alert_id, $3, $4, $5, $6, $7, status, severity, short_amount, coalesce($8::jsonb, evidence), acknowledged_by, resolved_at, version
       FROM read_model.alert WHERE alert_id = $2`,
    [
      ...[stored.position, fact.data.alertId, fact.type, stored.metadata.recordedAt, stored.metadata.actor, noteOf(fact)],
      alertDay('evidence' in fact.data && fact.data.evidence, stored.metadata.recordedAt),
      fact.type === 'AlertResolved' && fact.data.evidence ? JSON.stringify(fact.data.evidence) : null,
    ],
  );
}

const shortOf = ({ plannedAmount, actualAmount }: AlertEvidence): string =>
  Money.parse(plannedAmount).minus(Money.parse(actualAmount)).toText();

async function changeAlert(fact: AlertEvent, stored: Recorded<AlertEvent>['stored'], transaction: Transaction): Promise<void> {
  const { data } = fact;
  const place = [data.alertId, stored.version, stored.position];
  switch (fact.type) {
    case 'AlertRaised': {
      const { evidence, projectName, level } = fact.data;
      // The project may have moved to another unit while the lag was being assessed: rows follow the unit that answers for it now.
      await transaction.query(
        `INSERT INTO read_model.alert
           (alert_id, version, raised_position, position, fiscal_year, project_code, project_name, unit_code, rule, severity, status, level,
            short_amount, evidence, raised_at)
         VALUES ($1,$2,$3,$3,$4,$5,$6,
           coalesce((SELECT p.unit_code FROM read_model.project p WHERE p.fiscal_year = $4 AND p.project_code = $5), $7),
           $8,$9,'open',$10,$11,$12,$13)`,
        [
          ...place,
          data.fiscalYear,
          data.projectCode,
          projectName,
          data.unitCode,
          data.rule,
          evidence.severity,
          level,
          shortOf(evidence),
          JSON.stringify(evidence),
          stored.metadata.recordedAt,
        ],
      );
      return;
    }
    case 'AlertReassessed': {
      const { evidence } = fact.data;
      return changed(
        await transaction.query(
          `UPDATE read_model.alert SET version=$2, position=$3, severity=$4, short_amount=$5, evidence=$6 WHERE alert_id=$1`,
          [...place, evidence.severity, shortOf(evidence), JSON.stringify(evidence)],
        ),
        data.alertId,
      );
    }
    case 'AlertAcknowledged':
      return changed(
        await transaction.query(
          `UPDATE read_model.alert SET version=$2, position=$3, status='acknowledged', acknowledged_by=$4 WHERE alert_id=$1`,
          [...place, fact.data.by],
        ),
        data.alertId,
      );
    case 'AlertResolved':
      return changed(
        await transaction.query(
          `UPDATE read_model.alert SET version=$2, position=$3, status='resolved', resolved_at=$4 WHERE alert_id=$1`,
          [...place, stored.metadata.recordedAt],
        ),
        data.alertId,
      );
    default:
      return assertNever(fact);
  }
}

function changed({ rowCount }: { readonly rowCount: number | null }, alertId: string): void {
  if (rowCount !== 1) throw new Error(`Alert ${alertId} changed before it was raised`);
}

function noteOf(fact: AlertEvent): string | null {
  switch (fact.type) {
    case 'AlertRaised':
    case 'AlertReassessed':
      return fact.data.evidence.sentence;
    case 'AlertAcknowledged':
      return fact.data.note;
    case 'AlertResolved':
      return fact.data.evidence?.sentence ?? fact.data.reason;
    default:
      return assertNever(fact);
  }
}
