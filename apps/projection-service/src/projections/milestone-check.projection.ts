import type { MilestoneJudged } from '@budget/domain/milestones';
import type { Transaction } from '@budget/ports';
import type { Recorded } from './read-model.projection';

/** The project may have moved to another unit while it was judged: rows follow the unit that answers for it now. */
export async function projectMilestoneChecks(events: readonly Recorded<MilestoneJudged>[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (event: Recorded<MilestoneJudged>) => Value): Value[] => events.map(of);
  const data = <Key extends keyof MilestoneJudged['data']>(key: Key) => column(({ fact }) => fact.data[key]);
  await transaction.query(
    `INSERT INTO read_model.milestone_check
       (position, fiscal_year, project_code, unit_code, date, label, stated_percent, status, budget, planned_amount, actual_amount, ratio,
        plan_version, policy_version, through_position, trigger, judged_at)
     SELECT n.position, fiscal_year, project_code, coalesce(p.unit_code, n.unit_code), n.date, n.label, n.stated_percent, n.status, n.budget,
        n.planned_amount, n.actual_amount, n.ratio, n.plan_version, n.policy_version, n.through_position, n.trigger, n.judged_at
       FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::date[], $6::text[], $7::numeric[], $8::text[], $9::numeric[],
              $10::numeric[], $11::numeric[], $12::text[], $13::int[], $14::int[], $15::bigint[], $16::text[], $17::timestamptz[])
            AS n(position, fiscal_year, project_code, unit_code, date, label, stated_percent, status, budget, planned_amount, actual_amount,
              ratio, plan_version, policy_version, through_position, trigger, judged_at)
       LEFT JOIN read_model.project p USING (fiscal_year, project_code)`,
    [
      column(({ stored }) => stored.position),
      data('fiscalYear'),
      data('projectCode'),
      data('unitCode'),
      data('date'),
      data('label'),
      data('statedPercent'),
      data('status'),
      data('budget'),
      data('plannedAmount'),
      data('actualAmount'),
      data('ratio'),
      data('planVersion'),
      data('policyVersion'),
      data('throughPosition'),
      data('trigger'),
      column(({ stored }) => stored.metadata.recordedAt),
    ],
  );
}
