import type { ProjectBudgetEvent } from '@budget/domain/project-budget';
import { assertNever, endOf, Money, type Instant, type LocalDate } from '@budget/kernel';
import type { Transaction } from '@budget/ports';
import type { Recorded } from './read-model.projection';

type Movement = {
  readonly position: bigint;
  readonly version: bigint;
  readonly fiscalYear: number;
  readonly projectCode: string;
  readonly kind: 'payment' | 'refund' | 'reversal';
  readonly voucherNo: string;
  readonly originalVoucherNo: string | null;
  readonly amount: string;
  readonly effectiveOn: LocalDate;
  readonly fundSource: string;
  readonly payee: string | null;
  readonly use: string | null;
  readonly reason: string | null;
  readonly recordedAt: Instant;
  readonly recordedBy: string;
};

/** Ledger, daily sums and running totals: one folded batch, a handful of set-based statements. */
export async function projectMoney(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  const movements = events.map(movementOf);
  await writeLedger(movements, await calendarsOf(movements, transaction), transaction);
  await writeDays(movements, transaction);
  await writeTotals(movements, transaction);
}

function movementOf({ fact, stored }: Recorded<ProjectBudgetEvent>): Movement {
  const place = {
    position: stored.position,
    version: stored.version,
    recordedAt: stored.metadata.recordedAt,
    recordedBy: stored.metadata.actor,
    fiscalYear: fact.data.fiscalYear,
    projectCode: fact.data.projectCode,
  };
  switch (fact.type) {
    case 'DisbursementRecorded': {
      const { voucherNo, amount, paidOn, fundSource, payee, use } = fact.data;
      return {
        ...place,
        kind: 'payment',
        voucherNo,
        originalVoucherNo: null,
        amount,
        effectiveOn: paidOn,
        fundSource,
        payee,
        use,
        reason: null,
      };
    }
    case 'DisbursementRefunded': {
      const { voucherNo, refundVoucherNo, amount, receivedOn, fundSource, reason } = fact.data;
      return {
        ...place,
        kind: 'refund',
        voucherNo: refundVoucherNo,
        originalVoucherNo: voucherNo,
        amount,
        effectiveOn: receivedOn,
        fundSource,
        payee: null,
        use: null,
        reason,
      };
    }
    case 'DisbursementReversed': {
      const { voucherNo, amount, paidOn, fundSource, reason } = fact.data;
      return {
        ...place,
        kind: 'reversal',
        voucherNo,
        originalVoucherNo: voucherNo,
        amount,
        effectiveOn: paidOn,
        fundSource,
        payee: null,
        use: null,
        reason,
      };
    }
    case 'ProjectRegistered':
    case 'ProjectTargetsRevised':
      throw new Error(`${fact.type} moves no money`);
    default:
      return assertNever(fact);
  }
}

type Calendar = { readonly unitCode: string; readonly dates: readonly LocalDate[] };
const keyOf = ({ fiscalYear, projectCode }: { fiscalYear: number; projectCode: string }): string => `${fiscalYear}/${projectCode}`;

/** Unit and milestone dates of every project that the batch touches. */
async function calendarsOf(movements: readonly Movement[], transaction: Transaction): Promise<ReadonlyMap<string, Calendar>> {
  const touched = new Map(movements.map((movement) => [keyOf(movement), movement]));
  const { rows } = await transaction.query<{ fiscal_year: number; project_code: string; unit_code: string; dates: LocalDate[] }>(
    `SELECT p.fiscal_year, p.project_code, p.unit_code,
            ARRAY(SELECT s.date::text FROM read_model.plan_step s
                   WHERE s.fiscal_year = p.fiscal_year AND s.project_code = p.project_code AND s.plan_version = t.plan_version
                   ORDER BY s.date) AS dates
       FROM unnest($1::int[], $2::text[]) AS touched(fiscal_year, project_code)
       JOIN read_model.project p USING (fiscal_year, project_code)
       JOIN read_model.target_version t ON t.fiscal_year = p.fiscal_year AND t.project_code = p.project_code AND t.no = p.target_no`,
    [[...touched.values()].map(({ fiscalYear }) => fiscalYear), [...touched.values()].map(({ projectCode }) => projectCode)],
  );
  return new Map(rows.map((row) => [`${row.fiscal_year}/${row.project_code}`, { unitCode: row.unit_code, dates: row.dates }]));
}

function calendarOf(movement: Movement, calendars: ReadonlyMap<string, Calendar>): Calendar {
  const calendar = calendars.get(keyOf(movement));
  if (!calendar) throw new Error(`Money moved in project ${movement.projectCode} of ${movement.fiscalYear}, which was never registered`);
  return calendar;
}

/** 晚登记: recorded after the cut-off of the first milestone on or after the day it counts. */
function isLate({ effectiveOn, recordedAt }: Movement, { dates }: Calendar): boolean {
  const milestone = dates.find((date) => date >= effectiveOn);
  return milestone !== undefined && recordedAt > endOf(milestone);
}

async function writeLedger(
  movements: readonly Movement[],
  calendars: ReadonlyMap<string, Calendar>,
  transaction: Transaction,
): Promise<void> {
  const column = <Value>(of: (movement: Movement) => Value): Value[] => movements.map(of);
  await transaction.query(
    `INSERT INTO read_model.ledger_entry
       (position, fiscal_year, project_code, unit_code, kind, voucher_no, original_voucher_no, amount, effective_on, fund_source,
        payee, use, reason, recorded_at, recorded_by, late)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::numeric[], $9::date[],
        $10::text[], $11::text[], $12::text[], $13::text[], $14::timestamptz[], $15::text[], $16::boolean[])`,
    [
      column(({ position }) => position),
      column(({ fiscalYear }) => fiscalYear),
      column(({ projectCode }) => projectCode),
      column((movement) => calendarOf(movement, calendars).unitCode),
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
      column((movement) => isLate(movement, calendarOf(movement, calendars))),
    ],
  );
  for (const { kind, fiscalYear, projectCode, voucherNo, position } of movements) {
    if (kind !== 'reversal') continue;
    await transaction.query(
      `UPDATE read_model.ledger_entry SET reversed_by = $4
        WHERE fiscal_year = $1 AND project_code = $2 AND voucher_no = $3 AND kind = 'payment'`,
      [fiscalYear, projectCode, voucherNo, position],
    );
  }
}

type Sums = { readonly paid: Money; readonly refunded: Money };
const NOTHING: Sums = { paid: Money.zero, refunded: Money.zero };

function plus(sums: Sums, { kind, amount }: Movement): Sums {
  const money = Money.parse(amount);
  switch (kind) {
    case 'payment':
      return { ...sums, paid: sums.paid.plus(money) };
    case 'reversal':
      return { ...sums, paid: sums.paid.minus(money) };
    case 'refund':
      return { ...sums, refunded: sums.refunded.plus(money) };
    default:
      return assertNever(kind);
  }
}

async function writeDays(movements: readonly Movement[], transaction: Transaction): Promise<void> {
  const days = new Map<string, { readonly of: Movement; readonly sums: Sums }>();
  for (const movement of movements) {
    const key = `${keyOf(movement)}/${movement.effectiveOn}`;
    days.set(key, { of: movement, sums: plus(days.get(key)?.sums ?? NOTHING, movement) });
  }
  const rows = [...days.values()];
  await transaction.query(
    `INSERT INTO read_model.project_day AS d (fiscal_year, project_code, day, paid, refunded)
     SELECT * FROM unnest($1::int[], $2::text[], $3::date[], $4::numeric[], $5::numeric[])
     ON CONFLICT (fiscal_year, project_code, day) DO UPDATE
       SET paid = d.paid + EXCLUDED.paid, refunded = d.refunded + EXCLUDED.refunded`,
    [
      rows.map(({ of }) => of.fiscalYear),
      rows.map(({ of }) => of.projectCode),
      rows.map(({ of }) => of.effectiveOn),
      rows.map(({ sums }) => sums.paid.toText()),
      rows.map(({ sums }) => sums.refunded.toText()),
    ],
  );
}

type Totals = { readonly last: Movement; readonly sums: Sums; readonly paidRecordedAt: Instant | null };

/** Only a payment moves `last_payment_recorded_at`: refunds and corrections say nothing about how far the entry of payments has come. */
async function writeTotals(movements: readonly Movement[], transaction: Transaction): Promise<void> {
  const projects = new Map<string, Totals>();
  for (const movement of movements) {
    const key = keyOf(movement);
    const { sums = NOTHING, paidRecordedAt = null } = projects.get(key) ?? {};
    projects.set(key, {
      last: movement,
      sums: plus(sums, movement),
      paidRecordedAt: movement.kind === 'payment' ? movement.recordedAt : paidRecordedAt,
    });
  }
  const rows = [...projects.values()];
  await transaction.query(
    `UPDATE read_model.project p
        SET paid = p.paid + n.paid, refunded = p.refunded + n.refunded,
            last_payment_recorded_at = coalesce(n.recorded_at, p.last_payment_recorded_at), version = n.version, position = n.position
       FROM unnest($1::int[], $2::text[], $3::numeric[], $4::numeric[], $5::timestamptz[], $6::bigint[], $7::bigint[])
            AS n(fiscal_year, project_code, paid, refunded, recorded_at, version, position)
      WHERE p.fiscal_year = n.fiscal_year AND p.project_code = n.project_code`,
    [
      rows.map(({ last }) => last.fiscalYear),
      rows.map(({ last }) => last.projectCode),
      rows.map(({ sums }) => sums.paid.toText()),
      rows.map(({ sums }) => sums.refunded.toText()),
      rows.map(({ paidRecordedAt }) => paidRecordedAt),
      rows.map(({ last }) => last.version),
      rows.map(({ last }) => last.position),
    ],
  );
}
