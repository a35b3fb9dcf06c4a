import type { AlertEvidence, AlertRule, AlertSeverity } from '@budget/domain/alerts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One episode of one rule on one project, as it stands now. */
@Entity({ schema: 'read_model', name: 'alert' })
export class Alert {
  @PrimaryColumn('text', { name: 'alert_id' }) alertId!: string;
  @Column('int', { name: 'fiscal_year' }) fiscalYear!: number;
  @Column('text', { name: 'project_code' }) projectCode!: string;
  @Column('text', { name: 'project_name' }) projectName!: string;
  @Column('text', { name: 'unit_code' }) unitCode!: string;
  @Column('text') rule!: AlertRule;
  @Column('text') severity!: AlertSeverity;
  @Column('text') status!: 'open' | 'acknowledged' | 'resolved';
  @Column('int') level!: number;
  @Column('numeric', { name: 'short_amount' }) shortAmount!: string;
  @Column('jsonb') evidence!: AlertEvidence;
  @Column('timestamptz', { name: 'raised_at' }) raisedAt!: Date;
  @Column('text', { name: 'acknowledged_by', nullable: true }) acknowledgedBy!: string | null;
  @Column('timestamptz', { name: 'resolved_at', nullable: true }) resolvedAt!: Date | null;
  @Column('bigint') version!: string;
  @Column('bigint', { name: 'raised_position' }) raisedPosition!: string;
  @Column('bigint') position!: string;
}
