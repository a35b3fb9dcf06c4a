import { effectivePlan } from '@budget/domain/milestones';
import {
  firstDayOf,
  type PlanRevised,
  type ProjectBudgetEvent,
  type ProjectRegistered,
  type ProjectTargetsRevised,
} from '@budget/domain/project-budget';
import { SIMULATION_ACTOR } from '@budget/domain/simulation';
import type { RecordedEvent, Transaction } from '@budget/ports';
import { moveVersions } from './budget-change.projection';
import type { Recorded } from './read-model.projection';

type Targets = ProjectRegistered | ProjectTargetsRevised;
/** `published`: version of the plan that the targets state; `plans`: how many versions there are, revisions among them. */
type Numbers = { readonly no: number; readonly published: number; readonly plans: number };
type Version = Numbers & { readonly data: Targets['data']; readonly stored: RecordedEvent };
type Plan = Pick<PlanRevised['data'], 'fiscalYear' | 'projectCode' | 'planVersion' | 'plan' | 'effectiveOn'> & {
  readonly revision: Pick<PlanRevised['data'], 'reason' | 'documentNo'> | null;
  readonly stored: RecordedEvent;
};

/** Targets and plans are kept as versions: what was known on any day, and what held on it, can be read again. */
export async function projectTargets(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  const { versions, plans } = await numbered(events, transaction);
  if (versions.length > 0) await writeVersions(versions, transaction);
  const latest = [...new Map(versions.map((version) => [keyOf(version.data), version])).values()];
  if (latest.length > 0) {
    await writeProjects(latest, transaction);
    await moveRows(latest, transaction);
  }
  if (plans.length > 0) await writePlans(plans, transaction);
  const revisions = events.filter(({ fact }) => fact.type === 'PlanRevised');
  if (revisions.length > 0) await moveVersions(revisions, transaction);
}

const keyOf = ({ fiscalYear, projectCode }: Pick<Targets['data'], 'fiscalYear' | 'projectCode'>): string => `${fiscalYear}/${projectCode}`;

const changesPlan = (fact: ProjectTargetsRevised): boolean => fact.data.changes.some(({ field }) => field.startsWith('plan'));

async function numbered(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction) {
  const latest = new Map<string, Numbers>();
  const versions: Version[] = [];
  const plans: Plan[] = [];
  for (const { fact, stored } of events) {
    const key = keyOf(fact.data);
    const previous = latest.get(key) ?? (fact.type === 'ProjectRegistered' ? NONE : await storedNumbers(fact.data, transaction));
    if (fact.type === 'PlanRevised') {
      const { fiscalYear, projectCode, planVersion, plan, effectiveOn, reason, documentNo } = fact.data;
      latest.set(key, { ...previous, plans: planVersion });
      plans.push({ fiscalYear, projectCode, planVersion, plan, effectiveOn, revision: { reason, documentNo }, stored });
    } else if (fact.type === 'ProjectRegistered' || fact.type === 'ProjectTargetsRevised') {
      const hasNewPlan = fact.type === 'ProjectRegistered' || changesPlan(fact);
      const count = previous.plans + (hasNewPlan ? 1 : 0);
      const numbers = { no: previous.no + 1, published: hasNewPlan ? count : previous.published, plans: count };
      latest.set(key, numbers);
      versions.push({ ...numbers, data: fact.data, stored });
      const { fiscalYear, projectCode, plan } = fact.data;
      if (hasNewPlan)
        plans.push({ fiscalYear, projectCode, planVersion: count, plan, effectiveOn: firstDayOf(fiscalYear), revision: null, stored });
    }
  }
  return { versions, plans };
}

const NONE: Numbers = { no: 0, published: 0, plans: 0 };

async function storedNumbers(
  { fiscalYear, projectCode }: Pick<Targets['data'], 'fiscalYear' | 'projectCode'>,
  transaction: Transaction,
): Promise<Numbers> {
  const { rows } = await transaction.query<Numbers>(
    `SELECT no, plan_version AS published,
            (SELECT max(v.plan_version) FROM read_model.plan_version v WHERE v.fiscal_year = $1 AND v.project_code = $2) AS plans
       FROM read_model.target_version WHERE fiscal_year = $1 AND project_code = $2 ORDER BY no DESC LIMIT 1`,
    [fiscalYear, projectCode],
  );
  const [row] = rows;
  if (!row) throw new Error(`Targets of project ${projectCode} of ${fiscalYear} were revised before it was registered`);
  return row;
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
      column(({ published }) => published),
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

async function writePlans(plans: readonly Plan[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (plan: Plan) => Value): Value[] => plans.map(of);
  await transaction.query(
    `INSERT INTO read_model.plan_version
       (fiscal_year, project_code, plan_version, origin, effective_on, reason, document_no, recorded_at, recorded_by, position)
     SELECT * FROM unnest($1::int[], $2::text[], $3::int[], $4::text[], $5::date[], $6::text[], $7::text[], $8::timestamptz[], $9::text[], $10::bigint[])`,
    [
      column(({ fiscalYear }) => fiscalYear),
      column(({ projectCode }) => projectCode),
      column(({ planVersion }) => planVersion),
      column(({ revision }) => (revision ? 'revision' : 'published')),
      column(({ effectiveOn }) => effectiveOn),
      column(({ revision }) => revision?.reason ?? null),
      column(({ revision }) => revision?.documentNo ?? null),
      column(({ stored }) => stored.metadata.recordedAt),
      column(({ revision, stored }) => (revision ? stored.metadata.actor : null)),
      column(({ stored }) => stored.position),
    ],
  );
  const steps = plans.flatMap(({ plan, ...of }) => effectivePlan(plan).map((step) => ({ ...of, ...step })));
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
