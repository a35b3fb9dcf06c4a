import { Batches } from '@budget/adapters/nest-platform';
import type { ProjectBudgetEvent } from '@budget/domain/project-budget';
import type { LocalDate } from '@budget/kernel';
import type { Transaction } from '@budget/ports';
import { voucherMoveOf } from './voucher-moves';
import { regionOf, type Voucher, type VoucherUse } from './voucher-use';

const REMEMBERED = 10_000;
const FOUND_AT_MOST = 10;

type Row = { no: string; project_code: string; used_on: LocalDate; position: string; reversed_at: string | null };

/** Which projects of a year and region use a voucher number. A payment asks it for a warning, never for permission. */
export class VoucherUses {
  private readonly lookUps: Batches<Voucher, readonly VoucherUse[]>;
  /** What this process recorded last: the subscription hears of it a moment later. */
  private readonly recent = new Map<string, Map<string, VoucherUse>>();

  constructor(private readonly database: Transaction) {
    this.lookUps = new Batches((vouchers) => this.find(vouchers));
  }

  /** Uses by other projects that the table knows, the earliest first. Payments under way at once share one statement. */
  stored(voucher: Voucher): Promise<readonly VoucherUse[]> {
    return this.lookUps.add(voucher);
  }

  /** Other projects' uses recorded before `position` and not reversed by then; the same however often it is asked. */
  elsewhere(voucher: Voucher, position: bigint, stored: readonly VoucherUse[]): readonly VoucherUse[] {
    const uses = new Map(stored.map((use) => [use.projectCode, use]));
    for (const [projectCode, use] of this.recent.get(keyOf(voucher)) ?? []) uses.set(projectCode, use);
    uses.delete(voucher.projectCode);
    return [...uses.values()].filter((use) => use.position < position && (use.reversedAt === null || use.reversedAt > position));
  }

  /** This process recorded a fact: known at once, before the subscription hears of it. */
  note(fact: ProjectBudgetEvent, position: bigint): void {
    const move = voucherMoveOf(fact);
    if (!move) return;
    const { voucher, usedOn } = move;
    const { projectCode } = voucher;
    const key = keyOf(voucher);
    const uses = this.recent.get(key) ?? new Map<string, VoucherUse>();
    const before = uses.get(projectCode);
    if (usedOn !== null) uses.set(projectCode, { projectCode, usedOn, position, reversedAt: null });
    else if (before) uses.set(projectCode, { ...before, reversedAt: position });
    this.recent.delete(key);
    this.recent.set(key, uses);
    if (this.recent.size <= REMEMBERED) return;
    const [oldest] = this.recent.keys();
    if (oldest !== undefined) this.recent.delete(oldest);
  }

  private async find(vouchers: readonly Voucher[]): Promise<readonly (readonly VoucherUse[])[]> {
    const { rows } = await this.database.query<Row>(
      `SELECT asked.no::text AS no, u.project_code, u.used_on::text AS used_on, u.position::text AS position, u.reversed_at::text AS reversed_at
         FROM unnest($1::int[], $2::text[], $3::text[], $4::text[]) WITH ORDINALITY AS asked(fiscal_year, region, voucher_no, project_code, no)
        CROSS JOIN LATERAL (
              SELECT * FROM command.voucher_use v
               WHERE v.fiscal_year = asked.fiscal_year AND v.region = asked.region AND v.voucher_no = asked.voucher_no
                 AND v.project_code <> asked.project_code
               ORDER BY v.position LIMIT ${FOUND_AT_MOST}) u`,
      [
        vouchers.map(({ fiscalYear }) => fiscalYear),
        vouchers.map(({ projectCode }) => regionOf(projectCode) ?? ''),
        vouchers.map(({ voucherNo }) => voucherNo),
        vouchers.map(({ projectCode }) => projectCode),
      ],
    );
    const found = vouchers.map((): VoucherUse[] => []);
    for (const { no, project_code, used_on, position, reversed_at } of rows) {
      const reversedAt = reversed_at === null ? null : BigInt(reversed_at);
      found[Number(no) - 1]?.push({ projectCode: project_code, usedOn: used_on, position: BigInt(position), reversedAt });
    }
    return found;
  }
}

const keyOf = ({ fiscalYear, projectCode, voucherNo }: Voucher): string => `${fiscalYear}/${regionOf(projectCode) ?? ''}/${voucherNo}`;
