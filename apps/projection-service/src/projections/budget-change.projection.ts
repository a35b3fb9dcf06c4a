import {
  budgetSum,
  inSource,
  minusBudget,
  type BudgetSum,
  type CarryOverReceived,
  type FundsReceived,
  type BudgetAdjusted,
  type BudgetTransferred,
  type ProjectBudgetEvent,
  type YearEndDecided,
} from '@budget/domain/project-budget';
import type { Transaction } from '@budget/ports';
import type { Recorded } from './read-model.projection';

type Changing = BudgetAdjusted | BudgetTransferred | CarryOverReceived;
type Kind = BudgetAdjusted['data']['kind'] | 'transfer-in' | 'transfer-out' | 'carry-over';
type Change = { readonly kind: Kind; readonly by: BudgetSum; readonly otherProject: string | null; readonly reason: string | null };

/** Every fact that is neither targets nor a payment: what the budget gains or loses, what arrived, what became of the rest. */
export async function projectBudgetChanges(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  const of = <Event extends ProjectBudgetEvent>(...types: readonly Event['type'][]): readonly Recorded<Event>[] =>
    events.filter((event): event is Recorded<Event> => types.some((type) => type === event.fact.type));
  const changes = of<Changing>('BudgetAdjusted', 'BudgetTransferred', 'CarryOverReceived');
  const funds = of<FundsReceived>('FundsReceived');
  const yearEnds = of<YearEndDecided>('YearEndDecided');
  if (changes.length > 0) await writeChanges(changes, transaction);
  if (funds.length > 0) await writeFunds(funds, transaction);
  if (yearEnds.length > 0) await writeYearEnds(yearEnds, transaction);
  await moveVersions(events, transaction);
}

function changeOf({ type, data }: Changing): Change {
  switch (type) {
    case 'BudgetAdjusted': {
      const amount = budgetSum(data.amount);
      return { kind: data.kind, by: data.kind === 'increase' ? amount : minusBudget(amount), otherProject: null, reason: data.reason };
    }
    case 'BudgetTransferred': {
      const amount = inSource(data.fundSource, data.amount);
      const by = data.direction === 'in' ? amount : minusBudget(amount);
      return { kind: `transfer-${data.direction}`, by, otherProject: data.otherProject, reason: data.reason };
    }
    case 'CarryOverReceived':
      return { kind: 'carry-over', by: inSource('carried-over', data.amount), otherProject: data.fromProject, reason: null };
  }
}

async function writeChanges(events: readonly Recorded<Changing>[], transaction: Transaction): Promise<void> {
  const changes = events.map((event) => ({ ...event, change: changeOf(event.fact) }));
  const column = <Value>(of: (change: (typeof changes)[number]) => Value): Value[] => changes.map(of);
  await transaction.query(
    `INSERT INTO read_model.budget_change
       (position, fiscal_year, project_code, kind, fiscal, other, carried_over, other_project, document_no, effective_on, reason, recorded_at, recorded_by)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[], $5::numeric[], $6::numeric[], $7::numeric[], $8::text[], $9::text[],
       $10::date[], $11::text[], $12::timestamptz[], $13::text[])`,
    [
      column(({ stored }) => stored.position),
      column(({ fact }) => fact.data.fiscalYear),
      column(({ fact }) => fact.data.projectCode),
      column(({ change }) => change.kind),
      column(({ change }) => change.by.fiscal.toText()),
      column(({ change }) => change.by.other.toText()),
      column(({ change }) => change.by.carriedOver.toText()),
      column(({ change }) => change.otherProject),
      column(({ fact }) => fact.data.documentNo),
      column(({ fact }) => fact.data.effectiveOn),
      column(({ change }) => change.reason),
      column(({ stored }) => stored.metadata.recordedAt),
      column(({ stored }) => stored.metadata.actor),
    ],
  );
}

async function writeFunds(events: readonly Recorded<FundsReceived>[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (event: Recorded<FundsReceived>) => Value): Value[] => events.map(of);
  await transaction.query(
    `INSERT INTO read_model.funds_received
       (position, fiscal_year, project_code, amount, fund_source, received_on, document_no, recorded_at, recorded_by)
     SELECT * FROM unnest($1::bigint[], $2::int[], $3::text[], $4::numeric[], $5::text[], $6::date[], $7::text[], $8::timestamptz[], $9::text[])`,
    [
      column(({ stored }) => stored.position),
      column(({ fact }) => fact.data.fiscalYear),
      column(({ fact }) => fact.data.projectCode),
      column(({ fact }) => fact.data.amount),
      column(({ fact }) => fact.data.fundSource),
      column(({ fact }) => fact.data.receivedOn),
      column(({ fact }) => fact.data.documentNo),
      column(({ stored }) => stored.metadata.recordedAt),
      column(({ stored }) => stored.metadata.actor),
    ],
  );
}

async function writeYearEnds(events: readonly Recorded<YearEndDecided>[], transaction: Transaction): Promise<void> {
  const column = <Value>(of: (event: Recorded<YearEndDecided>) => Value): Value[] => events.map(of);
  await transaction.query(
    `INSERT INTO read_model.year_end
       (fiscal_year, project_code, decision, unspent, carried_over, returned, next_year_project, document_no, recorded_at, recorded_by, position)
     SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::numeric[], $5::numeric[], $6::numeric[], $7::text[], $8::text[],
       $9::timestamptz[], $10::text[], $11::bigint[])`,
    [
      column(({ fact }) => fact.data.fiscalYear),
      column(({ fact }) => fact.data.projectCode),
      column(({ fact }) => fact.data.decision),
      column(({ fact }) => fact.data.unspent),
      column(({ fact }) => fact.data.carriedOver),
      column(({ fact }) => fact.data.returned),
      column(({ fact }) => fact.data.nextYearProject),
      column(({ fact }) => fact.data.documentNo),
      column(({ stored }) => stored.metadata.recordedAt),
      column(({ stored }) => stored.metadata.actor),
      column(({ stored }) => stored.position),
    ],
  );
}

/** Payments of the same batch may stand behind these facts and have been counted before: the version never falls. */
export async function moveVersions(events: readonly Recorded<ProjectBudgetEvent>[], transaction: Transaction): Promise<void> {
  const last = [...new Map(events.map((event) => [`${event.fact.data.fiscalYear}/${event.fact.data.projectCode}`, event])).values()];
  await transaction.query(
    `UPDATE read_model.project p SET version = greatest(p.version, n.version), position = greatest(p.position, n.position)
       FROM unnest($1::int[], $2::text[], $3::bigint[], $4::bigint[]) AS n(fiscal_year, project_code, version, position)
      WHERE p.fiscal_year = n.fiscal_year AND p.project_code = n.project_code`,
    [
      last.map(({ fact }) => fact.data.fiscalYear),
      last.map(({ fact }) => fact.data.projectCode),
      last.map(({ stored }) => stored.version),
      last.map(({ stored }) => stored.position),
    ],
  );
}
