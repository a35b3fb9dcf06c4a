import { effectivePlan } from '@budget/domain/milestones';
import type { ProjectBudgetEvent, ProjectRegistered, ProjectTargetsRevised } from '@budget/domain/project-budget';
import { SIMULATION_ACTOR } from '@budget/domain/simulation';
import type { RecordedEvent, Transaction } from '@budget/ports';
import type { Recorded } from './read-model.projection';

type Targets = ProjectRegistered | ProjectTargetsRevised;
type Numbers = { readonly no: number; readonly planVersion: number };
type Version = Numbers & { readonly data: Targets['data']; readonly stored: RecordedEvent; readonly hasNewPlan: boolean };

/** Targets are kept as versions: what was known on any day can be read again. */
export async function projectTargets(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  const versions = await numbered(events, transaction);
  await writeVersions(versions, transaction);
  const latest = [...new Map(versions.map((version) => [keyOf(version.data), version])).values()];
  await writeProjects(latest, transaction);
  await moveRows(latest, transaction);
  await writePlans(
    versions.filter(({ hasNewPlan }) => hasNewPlan),
    transaction,
  );
}

const keyOf = ({ fiscalYear, projectCode }: Targets['data']): string => `${fiscalYear}/${projectCode}`;

const changesPlan = (fact: ProjectTargetsRevised): boolean => fact.data.changes.some(({ field }) => field.startsWith('plan'));

async function numbered(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<readonly Version[]> {
  const latest = new Map<string, Numbers>();
  const versions: Version[] = [];
  for (const { fact, stored } of events) {
    if (fact.type === 'ProjectRegistered') {
      versions.push({ no: 1, planVersion: 1, data: fact.data, stored, hasNewPlan: true });
    } else if (fact.type === 'ProjectTargetsRevised') {
      const previous = latest.get(keyOf(fact.data)) ?? (await storedNumbers(fact.data, transaction));
      const hasNewPlan = changesPlan(fact);
      versions.push({ no: previous.no + 1, planVersion: previous.planVersion + (hasNewPlan ? 1 : 0), data: fact.data, stored, hasNewPlan });
    }
    const last = versions.at(-1);
    if (last) latest.set(keyOf(last.data), last);
  }
  return versions;
}

async function storedNumbers({ fiscalYear, projectCode }: Targets['data'], transaction: Transaction): Promise<Numbers> {
  const { rows } = await transaction.query<{ no: number; plan_version: number }>(
    `SELECT no, plan_version FROM read_model.target_version WHERE fiscal_year = $1 AND project_code = $2 ORDER BY no DESC LIMIT 1`,
    [fiscalYear, projectCode],
  );
  const [row] = rows;
  if (!row) throw new Error(`Targets of project ${projectCode} of ${fiscalYear} were revised before it was registered`);
  return { no: row.no, planVersion: row.plan_version };
}

async function writeVersions(versions: readonly Version[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (version: Version) => Value): Value[] => versions.map(of);
  await transaction.query(
    `INSERT INTO read_model.target_version
       (fiscal_year, project_code, no, recorded_at, position, document_id, name, unit_code, unit_name, region,
        fiscal, other, carried_over, plan_version, purpose, objectives, indicators, findings)
     SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::timestamptz[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::text[],
       $10::text[], $11::numeric[], $12::numeric[], $13::numeric[], $14::int[], $15::text[], $16::jsonb[], $17::jsonb[], $18::jsonb[])`,
    [
      column(({ data }) => data.fiscalYear),
      column(({ data }) => data.projectCode),
      column(({ no }) => no),
      column(({ stored }) => stored.metadata.recordedAt),
      column(({ stored }) => stored.position),
      column(({ data }) => data.source.documentId),
      column(({ data }) => data.name),
      column(({ data }) => data.unit.code),
      column(({ data }) => data.unit.name),
      column(({ data }) => data.region),
      column(({ data }) => data.budget.fiscal),
      column(({ data }) => data.budget.other),
      column(({ data }) => data.budget.carriedOver),
      column(({ planVersion }) => planVersion),
      column(({ data }) => data.purpose),
      column(({ data }) => JSON.stringify(data.objectives)),
      column(({ data }) => JSON.stringify(data.indicators)),
      column(({ data }) => JSON.stringify(data.findings)),
    ],
  );
}

/** `latest`: the last version of each project in the batch. */
async function writeProjects(latest: readonly Version[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (version: Version) => Value): Value[] => latest.map(of);
  await transaction.query(
    `INSERT INTO read_model.project (fiscal_year, project_code, unit_code, target_no, simulated, version, position)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::int[], $5::boolean[], $6::bigint[], $7::bigint[])
     ON CONFLICT (fiscal_year, project_code) DO UPDATE
       SET unit_code = EXCLUDED.unit_code, target_no = EXCLUDED.target_no, version = EXCLUDED.version, position = EXCLUDED.position`,
    [
      column(({ data }) => data.fiscalYear),
      column(({ data }) => data.projectCode),
      column(({ data }) => data.unit.code),
      column(({ no }) => no),
      column(({ stored }) => stored.metadata.actor === SIMULATION_ACTOR),
      column(({ stored }) => stored.version),
      column(({ stored }) => stored.position),
    ],
  );
}

/** A project that changed its unit takes its whole history along: rows follow the unit that answers for it now. */
async function moveRows(latest: readonly Version[], transaction: Transaction): Promise<void> {
  const revised = latest.filter(({ no }) => no > 1);
  if (revised.length === 0) return;
  for (const table of ['ledger_entry', 'milestone_check', 'alert']) {
    await transaction.query(
      `UPDATE read_model.${table} r SET unit_code = n.unit_code
         FROM unnest($1::int[], $2::text[], $3::text[]) AS n(fiscal_year, project_code, unit_code)
        WHERE r.fiscal_year = n.fiscal_year AND r.project_code = n.project_code AND r.unit_code <> n.unit_code`,
      [revised.map(({ data }) => data.fiscalYear), revised.map(({ data }) => data.projectCode), revised.map(({ data }) => data.unit.code)],
    );
  }
}

async function writePlans(versions: readonly Version[], transaction: Transaction): Promise<void> {
  const steps = versions.flatMap(({ data, planVersion }) =>
    effectivePlan(data.plan).map((step) => ({ ...step, planVersion, fiscalYear: data.fiscalYear, projectCode: data.projectCode })),
  );
  await transaction.query(
    `INSERT INTO read_model.plan_step (fiscal_year, project_code, plan_version, date, label, stated, effective)
     SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::date[], $5::text[], $6::numeric[], $7::numeric[])`,
    [
      steps.map(({ fiscalYear }) => fiscalYear),
      steps.map(({ projectCode }) => projectCode),
      steps.map(({ planVersion }) => planVersion),
      steps.map(({ date }) => date),
      steps.map(({ label }) => label),
      steps.map(({ stated }) => stated?.toText() ?? null),
      steps.map(({ effective }) => effective.toText()),
    ],
  );
}
