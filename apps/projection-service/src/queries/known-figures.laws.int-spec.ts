import { randomUUID } from 'node:crypto';
import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { MemoryEventStore } from '@budget/adapters/event-store-memory';
import {
  projectBudgetDecider,
  projectBudgetStream,
  type ProjectBudgetCommand,
  type ProjectBudgetEvent,
  type ProjectCode,
  type VoucherNo,
} from '@budget/domain/project-budget';
import { addDays, Money, parseInstant, parseLocalDate, type AmountText, type Instant, type LocalDate } from '@budget/kernel';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { readModelSubscriber } from '../projections/read-model.projection';
import { openReadModel } from '../read-model/read-model.data-source';
import { DifferencesQueryHandler } from './differences.query';
import { LedgerQueryHandler } from './ledger.query';
import { ProjectHistory } from './project-history';
import { ProjectListQueryHandler } from './project-list.query';
import { ProjectQueryHandler } from './project.query';
import type { Reading } from './read-gate';
import { readingMoment } from './reading-moment';
import { SummaryQueryHandler } from './summary.query';

const FIRST_DAY = parseLocalDate('2025-01-01');
const LAST_DAY = parseLocalDate('2025-12-31');
const BEGIN = Date.parse('2025-01-02T00:00:00+08:00');
const NOW = parseInstant('2026-02-01T00:00:00+08:00');
const MINUTE = 60_000;
const UNIT_OF: Readonly<Record<string, string>> = { P1: 'U1', P2: 'U1', P3: 'U2' };
const CODES = Object.keys(UNIT_OF) as ProjectCode[];

const day = fc.integer({ min: 0, max: 364 }).map((days) => addDays(FIRST_DAY, days));
const amount = fc.bigInt({ min: 1n, max: 60_000n }).map((fen) => textOf(fen) as AmountText);
const code = fc.constantFrom(...CODES);
const voucherNo = fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6').map((text) => text as VoucherNo);
const refundVoucherNo = fc.constantFrom('t1', 't2', 't3').map((text) => text as VoucherNo);
const reading = fc.record({ asOf: day, minutes: fc.integer({ min: 0, max: 4_000 }) });
const nothing = { paymentMethod: null, payee: null, payeeAccount: null, use: null, fundSource: 'fiscal' as const, today: LAST_DAY };

type Step = { readonly command: ProjectBudgetCommand; readonly minutes: number };
const step: fc.Arbitrary<Step> = fc.record({
  // Several facts of one instant, and long silences.
  minutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 })),
  command: fc.oneof(
    { weight: 5, arbitrary: fc.record({ projectCode: code, voucherNo, amount, paidOn: day }).map(paying) },
    {
      weight: 3,
      arbitrary: fc
        .record({ projectCode: code, voucherNo, refundVoucherNo, amount, receivedOn: day })
        .map((facts) => ({ type: 'RefundDisbursement' as const, ...facts, fiscalYear: 2025, reason: '多付', today: LAST_DAY })),
    },
    {
      weight: 2,
      arbitrary: fc
        .record({ projectCode: code, voucherNo: fc.oneof(voucherNo, refundVoucherNo) })
        .map((facts) => ({ type: 'ReverseDisbursement' as const, ...facts, fiscalYear: 2025, reason: '录错', today: LAST_DAY })),
    },
  ),
});

function paying(facts: { projectCode: ProjectCode; voucherNo: VoucherNo; amount: AmountText; paidOn: LocalDate }): ProjectBudgetCommand {
  return { type: 'RecordDisbursement', fiscalYear: 2025, ...facts, ...nothing };
}

function registering(projectCode: ProjectCode): ProjectBudgetCommand {
  const unit = UNIT_OF[projectCode] ?? '';
  const none = { region: null, purpose: '', objectives: [], indicators: [], findings: [] };
  const budget = { fiscal: '900.00' as AmountText, other: '0.00' as AmountText, carriedOver: '0.00' as AmountText };
  const plan = [{ date: LAST_DAY, label: '12月底', percent: null }];
  const targets = { name: `项目${projectCode}`, unit: { code: unit, name: unit }, budget, plan, ...none };
  return { type: 'ImportTargets', projectCode, fiscalYear: 2025, targets, source: { documentId: null } };
}

/** What one fact adds to the net, in fen, and when: worked out without the product. */
type Moved = { readonly project: string; readonly on: LocalDate; readonly at: number; readonly fen: bigint };
function movedBy({ type, data }: ProjectBudgetEvent, at: number): Moved[] {
  const project = data.projectCode;
  if (type === 'DisbursementRecorded') return [{ project, on: data.paidOn, at, fen: fenOf(data.amount) }];
  if (type === 'DisbursementReversed') return [{ project, on: data.paidOn, at, fen: -fenOf(data.amount) }];
  if (type === 'DisbursementRefunded') return [{ project, on: data.receivedOn, at, fen: -fenOf(data.amount) }];
  if (type === 'RefundReversed') return [{ project, on: data.receivedOn, at, fen: fenOf(data.amount) }];
  return [];
}
const fenOf = (text: string): bigint => BigInt(text.replace('.', ''));
function textOf(fen: bigint): string {
  const digits = (fen < 0n ? -fen : fen).toString().padStart(3, '0');
  return `${fen < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
const sumOf = (moved: readonly Moved[], of: (one: Moved) => boolean): string =>
  textOf(moved.reduce((sum, one) => (of(one) ? sum + one.fen : sum), 0n));
const instantAt = (minutes: number): Instant => parseInstant(new Date(BEGIN + minutes * MINUTE).toISOString());

const database = useTestDatabase();
let readModel: DataSource;
beforeAll(async () => {
  readModel = await openReadModel(database.connectionString, 4);
});
afterAll(() => readModel.destroy());

/** Lives the steps and projects what they became, in batches of this size. */
async function project(steps: readonly Step[], batch: number): Promise<readonly Moved[]> {
  const { rows } = await database.pool.query<{ tables: string }>(
    `SELECT string_agg('read_model.' || tablename, ', ') AS tables FROM pg_tables WHERE schemaname = 'read_model'`,
  );
  await database.pool.query(`TRUNCATE ${rows[0]?.tables ?? ''}`);
  const store = new MemoryEventStore({ now: () => NOW });
  const states = new Map(CODES.map((one) => [one as string, projectBudgetDecider.initialState]));
  const moved: Moved[] = [];
  let minutes = 0;
  for (const { command, minutes: later } of [...CODES.map((one) => ({ command: registering(one), minutes: 0 })), ...steps]) {
    minutes += later;
    const state = states.get(command.projectCode) ?? projectBudgetDecider.initialState;
    const decision = projectBudgetDecider.decide(state, command);
    if (!decision.ok || decision.value.length === 0) continue;
    states.set(command.projectCode, decision.value.reduce(projectBudgetDecider.evolve, state));
    const ids = { commandId: randomUUID(), correlationId: 'c', causationId: 'c', actor: 'officer' };
    const events = decision.value.map((event) => ({ ...event, id: randomUUID() }));
    await store.append(
      { stream: projectBudgetStream(command), expected: 'any', events },
      { metadata: ids, recordedAt: instantAt(minutes) },
    );
    moved.push(...decision.value.flatMap((event) => movedBy(event, minutes)));
  }
  const all = await store.readAll(0n, { limit: 1_000 });
  for (let at = 0; at < all.length; at += batch) await readModelSubscriber().handle(all.slice(at, at + batch), database.pool);
  return moved;
}

const at = (asOf: LocalDate, knownAt?: Instant): Reading => ({
  moment: readingMoment({ asOf, knownAt }, NOW),
  fiscalYear: 2025,
  scope: 'all',
});
const subscription = {
  health: () => Promise.resolve({ checkpoint: 0n, head: 0n } as never),
  reached: () => Promise.resolve(true),
  close: () => Promise.resolve(),
};

describe('for any history that the rules accept', () => {
  it('net = payments − refunds − reversals for each project, unit and in total, at every moment and in every read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
        fc.constantFrom(1, 7, 1_000),
        fc.array(reading, { minLength: 3, maxLength: 3 }),
        async (steps, batch, readings) => {
          const moved = await project(steps, batch);
          const moments = [...readings.map(({ asOf, minutes }) => ({ asOf, minutes })), { asOf: LAST_DAY, minutes: Infinity }];
          for (const { asOf, minutes } of moments) {
            const reader = at(asOf, minutes === Infinity ? undefined : instantAt(minutes));
            const counts = (one: Moved): boolean => one.on <= asOf && one.at <= minutes;

            const summary = await new SummaryQueryHandler(readModel, subscription).read({}, reader);
            expect(summary.execution.net).toBe(sumOf(moved, counts));
            for (const { code: unit, execution } of summary.units)
              expect([unit, execution.net]).toEqual([unit, sumOf(moved, (one) => counts(one) && UNIT_OF[one.project] === unit)]);

            const list = await new ProjectListQueryHandler(readModel).list({ limit: 10, sort: 'code' }, reader);
            const expected = CODES.map((one) => sumOf(moved, (move) => counts(move) && move.project === one));
            expect(list.items.map(({ execution }) => execution.net)).toEqual(expected);
            const one = await new ProjectQueryHandler(readModel, new ProjectHistory(readModel)).find('P1', reader);
            expect(one?.execution.net).toBe(expected[0]);

            const { items } = await new LedgerQueryHandler(readModel).list({ limit: 500, vouchers: 'all' }, reader);
            const ledger = items.map(({ kind, amount: text }) => (kind === 'payment' ? Money.parse(text) : Money.parse(text).negated()));
            expect(Money.sum(ledger).toText()).toBe(summary.execution.net);
          }
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  it('what is known later differs by exactly the events that became known between', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 10, maxLength: 40, size: 'max' }),
        fc.array(reading, { minLength: 2, maxLength: 2 }),
        async (steps, readings) => {
          const moved = await project(steps, 1_000);
          const [from = 0, to = 0] = readings.map(({ minutes }) => minutes).sort((a, b) => a - b);
          const asOf = readings[0]?.asOf ?? LAST_DAY;
          const explained = await new DifferencesQueryHandler(readModel).explain({ from: instantAt(from), to: instantAt(to) }, at(asOf));
          const known = (minutes: number): string => sumOf(moved, (one) => one.on <= asOf && one.at <= minutes);
          expect([explained.before, explained.after]).toEqual([known(from), known(to)]);
          expect(explained.difference).toBe(textOf(fenOf(explained.after) - fenOf(explained.before)));
          expect(Money.sum(explained.items.map((item) => Money.parse(item.amount))).toText()).toBe(explained.difference);
          expect(explained.items).toHaveLength(moved.filter((one) => one.on <= asOf && one.at > from && one.at <= to).length);
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);
});
