import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One movement of money. `effectiveOn` is when it counts (支付日 / 收到日), `recordedAt` when it became known. */
@Entity({ schema: 'read_model', name: 'ledger_entry' })
export class LedgerEntry {
  @PrimaryColumn('bigint') position!: string;
  @Column('int', { name: 'fiscal_year' }) fiscalYear!: number;
  @Column('text', { name: 'project_code' }) projectCode!: string;
  @Column('text', { name: 'unit_code' }) unitCode!: string;
  @Column('text') kind!: 'payment' | 'refund' | 'reversal';
  @Column('text', { name: 'voucher_no' }) voucherNo!: string;
  @Column('text', { name: 'original_voucher_no', nullable: true }) originalVoucherNo!: string | null;
  @Column('numeric') amount!: string;
  @Column('date', { name: 'effective_on' }) effectiveOn!: string;
  @Column('text', { name: 'fund_source' }) fundSource!: 'fiscal' | 'other' | 'carried-over';
  @Column('text', { nullable: true }) payee!: string | null;
  @Column('text', { nullable: true }) use!: string | null;
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz', { name: 'recorded_at' }) recordedAt!: Date;
  @Column('text', { name: 'recorded_by' }) recordedBy!: string;
  @Column('boolean') late!: boolean;
  @Column('bigint', { name: 'reversed_by', nullable: true }) reversedBy!: string | null;
}
