import type { AlertEvidence } from '@budget/domain/alerts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What happened to an alert, one row a fact. */
@Entity({ schema: 'read_model', name: 'alert_step' })
export class AlertStep {
  @PrimaryColumn('bigint') position!: string;
  @Column('text', { name: 'alert_id' }) alertId!: string;
  @Column('text') type!: string;
  @Column('timestamptz') at!: Date;
  @Column('text') by!: string;
  @Column('text', { nullable: true }) note!: string | null;
  /** What the alert rested on after this step. */
  @Column('jsonb') evidence!: AlertEvidence;
}
