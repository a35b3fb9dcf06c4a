import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A judgement as it was recorded; later facts never change it. */
@Entity({ schema: 'read_model', name: 'milestone_check' })
export class MilestoneCheck {
  @PrimaryColumn('bigint') position!: string;
  @Column('int', { name: 'fiscal_year' }) fiscalYear!: number;
  @Column('text', { name: 'project_code' }) projectCode!: string;
  @Column('text', { name: 'unit_code' }) unitCode!: string;
  @Column('date') date!: string;
  @Column('text') label!: string;
  @Column('numeric', { name: 'stated_percent', nullable: true }) statedPercent!: string | null;
  @Column('text') status!: 'met' | 'watch' | 'behind' | 'severe' | 'no-checkpoint';
  @Column('numeric') budget!: string;
  @Column('numeric', { name: 'planned_amount' }) plannedAmount!: string;
  @Column('numeric', { name: 'actual_amount' }) actualAmount!: string;
  @Column('text', { nullable: true }) ratio!: string | null;
  @Column('int', { name: 'plan_version' }) planVersion!: number;
  @Column('int', { name: 'policy_version' }) policyVersion!: number;
  @Column('bigint', { name: 'through_position' }) throughPosition!: string;
  @Column('text') trigger!: 'clock' | 'request';
  @Column('timestamptz', { name: 'judged_at' }) judgedAt!: Date;
}
