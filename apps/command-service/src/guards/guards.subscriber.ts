import { projectBudgetHistory } from '@budget/domain/project-budget';
import { knows, upcast } from '@budget/kernel';
import type { RecordedEvent, Subscriber, Transaction } from '@budget/ports';
import { voucherMoveOf, type VoucherMove } from './voucher-moves';
import { regionOf } from './voucher-use';

export const GUARDS_SUBSCRIPTION = 'command-guards';

type Moved = VoucherMove & { readonly position: bigint };

/** Fills the tables of the guards; reads the store in every deployment, also where the read model is fed by Kafka. */
export const guardsSubscriber: Subscriber = {
  name: GUARDS_SUBSCRIPTION,
  batchSize: 5_000,
  gatherMs: 100,
  handle: async (events, transaction) => {
    const years = new Set<number>();
    const units = new Set<string>();
    const moves: Moved[] = [];
    for (const event of events) note(event, { years, units, moves });
    if (years.size > 0)
      await transaction.query(`INSERT INTO command.fiscal_year SELECT unnest($1::int[]) ON CONFLICT DO NOTHING`, [[...years]]);
    if (units.size > 0) await transaction.query(`INSERT INTO command.unit SELECT unnest($1::text[]) ON CONFLICT DO NOTHING`, [[...units]]);
    await writeUses(
      moves.filter(({ usedOn }) => usedOn !== null),
      transaction,
    );
    await writeReversals(
      moves.filter(({ usedOn }) => usedOn === null),
      transaction,
    );
  },
};

function note(event: RecordedEvent, { years, units, moves }: { years: Set<number>; units: Set<string>; moves: Moved[] }): void {
  if (!knows(projectBudgetHistory, event.type)) return;
  const fact = upcast(projectBudgetHistory, event);
  if (fact.type === 'ProjectRegistered' || fact.type === 'ProjectTargetsRevised') {
    years.add(fact.data.fiscalYear);
    units.add(fact.data.unit.code);
    return;
  }
  const move = voucherMoveOf(fact);
  if (move) moves.push({ ...move, position: event.position });
}

async function writeUses(uses: readonly Moved[], transaction: Transaction): Promise<void> {
  if (uses.length === 0) return;
  await transaction.query(
    `INSERT INTO command.voucher_use (fiscal_year, region, voucher_no, project_code, position, used_on)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::date[]) ON CONFLICT DO NOTHING`,
    [...columnsOf(uses), uses.map(({ usedOn }) => usedOn)],
  );
}

async function writeReversals(reversals: readonly Moved[], transaction: Transaction): Promise<void> {
  if (reversals.length === 0) return;
  await transaction.query(
    `UPDATE command.voucher_use u SET reversed_at = r.position
       FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::bigint[]) AS r(fiscal_year, region, voucher_no, project_code, position)
      WHERE u.fiscal_year = r.fiscal_year AND u.region = r.region AND u.voucher_no = r.voucher_no AND u.project_code = r.project_code`,
    columnsOf(reversals),
  );
}

const columnsOf = (moves: readonly Moved[]): unknown[][] => [
  moves.map(({ voucher }) => voucher.fiscalYear),
  moves.map(({ voucher }) => regionOf(voucher.projectCode) ?? ''),
  moves.map(({ voucher }) => voucher.voucherNo),
  moves.map(({ voucher }) => voucher.projectCode),
  moves.map(({ position }) => String(position)),
];
