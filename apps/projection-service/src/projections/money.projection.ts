import type { ProjectBudgetEvent } from '@budget/domain/project-budget';
import { endOf, Money, parseInstant, type AmountText, type Instant, type LocalDate } from '@budget/kernel';
import type { Transaction } from '@budget/ports';
import { movementOf, plus, projectKey, sumsByDay, sumsByProject, type DaySums, type Movement, type Sums } from './money-movement';
import type { Recorded } from './read-model.projection';

/** Ledger, daily sums and running totals: one folded batch, a handful of set-based statements. */
export async function projectMoney(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  const movements = events.map(movementOf);
  const days = sumsByDay(movements);
  const projects = await projectsOf(movements, transaction);
  const entries = entriesOf(movements, projects);
  await writeLedger(entries, transaction);
  await writeDays(days, transaction);
  await writeTotals(entries, days, transaction);
}

/** A project as the batch finds it. */
type Touched = {
  readonly unitCode: string;
  readonly checkpoints: readonly { readonly date: LocalDate; readonly cutOff: Instant }[];
  readonly sums: Sums;
  readonly lastRecordedAt: Instant | null;
};

/** A line of the ledger with what its project makes of it. */
type Entry = Movement & { readonly unitCode: string; readonly late: boolean; readonly soFar: Sums };

async function projectsOf(movements: readonly Movement[], transaction: Transaction): Promise<ReadonlyMap<string, Touched>> {
  const touched = [...new Map(movements.map((movement) => [movement.project, movement])).values()];
  const { rows } = await transaction.query<TouchedRow>(
    `SELECT p.fiscal_year, p.project_code, p.unit_code, p.paid, p.refunded,
            (SELECT max(e.recorded_at) FROM read_model.ledger_entry e
              WHERE e.fiscal_year = p.fiscal_year AND e.project_code = p.project_code) AS last_recorded_at,
            ARRAY(SELECT s.date::text FROM read_model.plan_step s
                   WHERE s.fiscal_year = p.fiscal_year AND s.project_code = p.project_code
                     AND s.plan_version = (SELECT max(v.plan_version) FROM read_model.plan_version v
                           WHERE v.fiscal_year = p.fiscal_year AND v.project_code = p.project_code AND v.effective_on <= s.date)
                   ORDER BY s.date) AS dates
       FROM unnest($1::int[], $2::text[]) AS touched(fiscal_year, project_code)
       JOIN read_model.project p USING (fiscal_year, project_code)`,
    [touched.map(({ fiscalYear }) => fiscalYear), touched.map(({ projectCode }) => projectCode)],
  );
  const cutOffs = new Map<LocalDate, Instant>();
  const checkpoint = (date: LocalDate) => {
    const cutOff = cutOffs.get(date) ?? endOf(date);
    cutOffs.set(date, cutOff);
    return { date, cutOff };
  };
  return new Map(
    rows.map((row) => [
      projectKey(row.fiscal_year, row.project_code),
      {
        unitCode: row.unit_code,
        checkpoints: row.dates.map(checkpoint),
        sums: { paid: Money.parse(row.paid), refunded: Money.parse(row.refunded) },
        lastRecordedAt: row.last_recorded_at && parseInstant(row.last_recorded_at.toISOString()),
      },
    ]),
  );
}

type TouchedRow = {
  readonly fiscal_year: number;
  readonly project_code: string;
  readonly unit_code: string;
  readonly paid: AmountText;
  readonly refunded: AmountText;
  readonly last_recorded_at: Date | null;
  readonly dates: readonly LocalDate[];
};

/**
 * Each entry carries the sums of its project up to and including it. Within a project the time of recording never runs backwards, also
 * where the clocks of two writers differ, so that the last entry recorded by a moment says all that was known of the project by then.
 */
function entriesOf(movements: readonly Movement[], projects: ReadonlyMap<string, Touched>): readonly Entry[] {
  const known = new Map(projects);
  return movements.map((movement) => {
    const project = known.get(movement.project);
    if (!project) throw new Error(`Money moved in project ${movement.projectCode} of ${movement.fiscalYear}, which was never registered`);
    const { unitCode, lastRecordedAt } = project;
    const recordedAt = lastRecordedAt !== null && lastRecordedAt > movement.recordedAt ? lastRecordedAt : movement.recordedAt;
    const soFar = plus(project.sums, movement);
    known.set(movement.project, { ...project, sums: soFar, lastRecordedAt: recordedAt });
    return { ...movement, recordedAt, unitCode, soFar, late: isLate(movement, project) };
  });
}

/** 晚登记: recorded after the cut-off of the first milestone on or after the day it counts. */
function isLate({ effectiveOn, recordedAt }: Movement, { checkpoints }: Touched): boolean {
  const first = checkpoints.find(({ date }) => date >= effectiveOn);
  return first !== undefined && recordedAt > first.cutOff;
}

async function writeLedger(entries: readonly Entry[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (entry: Entry) => Value): Value[] => entries.map(of);
  await transaction.query(
    `INSERT INTO read_model.ledger_entry
       (position, fiscal_year, project_code, unit_code, kind, voucher_no, original_voucher_no, amount, effective_on, fund_source,
        payee, use, reason, recorded_at, recorded_by, late, paid_so_far, refunded_so_far)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::date[],
        $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::text[], $16::boolean[],
        $17::numeric[], $18::numeric[])`,
    [
      column(({ position }) => position),
      column(({ fiscalYear }) => fiscalYear),
      column(({ projectCode }) => projectCode),
      column(({ unitCode }) => unitCode),
      column(({ kind }) => kind),
      column(({ voucherNo }) => voucherNo),
      column(({ originalVoucherNo }) => originalVoucherNo),
      column(({ amount }) => amount),
      column(({ effectiveOn }) => effectiveOn),
      column(({ fundSource }) => fundSource),
      column(({ payee }) => payee),
      column(({ use }) => use),
      column(({ reason }) => reason),
      column(({ recordedAt }) => recordedAt),
      column(({ recordedBy }) => recordedBy),
      column(({ late }) => late),
      column(({ soFar }) => soFar.paid.toText()),
      column(({ soFar }) => soFar.refunded.toText()),
    ],
  );
  for (const { kind, fiscalYear, projectCode, voucherNo, position } of entries) {
    if (kind !== 'reversal') continue;
    await transaction.query(
      `UPDATE read_model.ledger_entry SET reversed_by = $4
        WHERE fiscal_year = $1 AND project_code = $2 AND voucher_no = $3 AND kind <> 'reversal'`,
      [fiscalYear, projectCode, voucherNo, position],
    );
  }
}

async function writeDays(days: readonly DaySums[], transaction: Transaction): Promise<void> {
  await transaction.query(
    `INSERT INTO read_model.project_day AS d (fiscal_year, project_code, day, paid, refunded)
     SELECT * FROM unnest($1::int[], $2::text[], $3::date[], $4::numeric[], $5::numeric[])
     ON CONFLICT (fiscal_year, project_code, day) DO UPDATE
       SET paid = d.paid + EXCLUDED.paid, refunded = d.refunded + EXCLUDED.refunded`,
    [
      days.map(({ of }) => of.fiscalYear),
      days.map(({ of }) => of.projectCode),
      days.map(({ of }) => of.effectiveOn),
      days.map(({ sums }) => sums.paid.toText()),
      days.map(({ sums }) => sums.refunded.toText()),
    ],
  );
}

/** Only a payment moves `last_payment_recorded_at`: refunds and corrections say nothing about how far the entry of payments has come. */
async function writeTotals(entries: readonly Entry[], days: readonly DaySums[], transaction: Transaction): Promise<void> {
  const last = new Map(entries.map((entry) => [entry.project, entry]));
  const paidLast = new Map(entries.filter(({ kind }) => kind === 'payment').map((payment) => [payment.project, payment.recordedAt]));
  const projects = [...sumsByProject(days)];
  const lastOf = <Value>(of: (entry: Entry) => Value): Value[] => projects.map(([project]) => of(last.get(project) as Entry));
  await transaction.query(
    `UPDATE read_model.project p
        SET paid = p.paid + n.paid, refunded = p.refunded + n.refunded,
            last_payment_recorded_at = coalesce(n.recorded_at, p.last_payment_recorded_at), version = n.version, position = n.position
       FROM unnest($1::int[], $2::text[], $3::numeric[], $4::numeric[], $5::timestamptz[], $6::bigint[], $7::bigint[])
            AS n(fiscal_year, project_code, paid, refunded, recorded_at, version, position)
      WHERE p.fiscal_year = n.fiscal_year AND p.project_code = n.project_code`,
    [
      lastOf(({ fiscalYear }) => fiscalYear),
      lastOf(({ projectCode }) => projectCode),
      projects.map(([, { paid }]) => paid.toText()),
      projects.map(([, { refunded }]) => refunded.toText()),
      projects.map(([project]) => paidLast.get(project) ?? null),
      lastOf(({ version }) => version),
      lastOf(({ position }) => position),
    ],
  );
}
