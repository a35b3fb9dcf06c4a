import { effectivePlan } from '@budget/domain/milestones';
import type { ProjectBudgetEvent, ProjectRegistered, ProjectTargetsRevised } from '@budget/domain/project-budget';
import type { Transaction } from '@budget/ports';
import type { Recorded } from './read-model.projection';

type Targets = ProjectRegistered | ProjectTargetsRevised;

/** Targets are kept as versions: what was known on any day can be read again. */
export async function projectTargets(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  for (const { fact, stored } of events) {
    if (fact.type !== 'ProjectRegistered' && fact.type !== 'ProjectTargetsRevised') continue;
    const previous = await previousVersion(fact, transaction);
    const planVersion = previous === null ? 1 : previous.planVersion + (changesPlan(fact) ? 1 : 0);
    const no = previous === null ? 1 : previous.no + 1;
    await writeVersion(fact, stored, { no, planVersion }, transaction);
    if (previous === null || planVersion !== previous.planVersion) await writePlan(fact, planVersion, transaction);
  }
}

const changesPlan = (fact: Targets): boolean =>
  fact.type === 'ProjectTargetsRevised' && fact.data.changes.some(({ field }) => field.startsWith('plan'));

async function previousVersion({ data }: Targets, transaction: Transaction): Promise<{ no: number; planVersion: number } | null> {
  const { rows } = await transaction.query<{ no: number; plan_version: number }>(
    `SELECT no, plan_version FROM read_model.target_version WHERE fiscal_year = $1 AND project_code = $2 ORDER BY no DESC LIMIT 1`,
    [data.fiscalYear, data.projectCode],
  );
  const row = rows[0];
  return row ? { no: row.no, planVersion: row.plan_version } : null;
}

async function writeVersion(
  { data }: Targets,
  stored: Recorded<Targets>['stored'],
  { no, planVersion }: { no: number; planVersion: number },
  transaction: Transaction,
): Promise<void> {
  await transaction.query(
    `INSERT INTO read_model.target_version
       (fiscal_year, project_code, no, recorded_at, position, document_id, name, unit_code, unit_name, region,
        fiscal, other, carried_over, plan_version, purpose, objectives, indicators, findings)
     VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13,$14,$15,$16,$17,$18)`,
    [
      data.fiscalYear,
      data.projectCode,
      no,
      stored.metadata.recordedAt,
      stored.position,
      data.source.documentId,
      data.name,
      data.unit.code,
      data.unit.name,
      data.region,
      data.budget.fiscal,
      data.budget.other,
      data.budget.carriedOver,
      planVersion,
      data.purpose,
      JSON.stringify(data.objectives),
      JSON.stringify(data.indicators),
      JSON.stringify(data.findings),
    ],
  );
  await transaction.query(
    `INSERT INTO read_model.project (fiscal_year, project_code, unit_code, target_no, simulated, version, position)
     VALUES ($1,$2,$3,$4,$5,$6,$7)
     ON CONFLICT (fiscal_year, project_code) DO UPDATE
       SET unit_code = EXCLUDED.unit_code, target_no = EXCLUDED.target_no, version = EXCLUDED.version, position = EXCLUDED.position`,
    [data.fiscalYear, data.projectCode, data.unit.code, no, stored.metadata.actor === SIMULATION_ACTOR, stored.version, stored.position],
  );
}

async function writePlan({ data }: Targets, planVersion: number, transaction: Transaction): Promise<void> {
  const steps = effectivePlan(data.plan);
  await transaction.query(
    `INSERT INTO read_model.plan_step (fiscal_year, project_code, plan_version, date, label, stated, effective)
     SELECT $1, $2, $3, * FROM unnest($4::date[], $5::text[], $6::numeric[], $7::numeric[])`,
    [
      data.fiscalYear,
      data.projectCode,
      planVersion,
      steps.map(({ date }) => date),
      steps.map(({ label }) => label),
      steps.map(({ stated }) => stated?.toText() ?? null),
      steps.map(({ effective }) => effective.toText()),
    ],
  );
}

/** Facts recorded by the simulation are labelled for ever by their actor. */
export const SIMULATION_ACTOR = 'system:simulation';
