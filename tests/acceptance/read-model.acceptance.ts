import type {
  AuditEventView,
  BoardRowView,
  LedgerEntryView,
  MilestoneCheckView,
  ProjectRowView,
  ProjectView,
  SummaryView,
} from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import {
  counted,
  effectiveAt,
  factsOf,
  milestonesAt,
  moneyAt,
  ratioOf,
  standingAt,
  type Moment,
  type TrailFacts,
} from './harness/spending-facts';
import { fenOf, shareOf, sum, yuanOf } from './harness/yuan';

const installation = useInstallation('2025-03-28T09:00:00+08:00');
const codes = weixian2025.truth.map(({ projectCode }) => projectCode).sort();

/** Days of work, each in a run of its own; the last one is today. */
const DAYS = ['2025-03-28', '2025-05-20', '2025-07-02', '2025-11-04'];
const TODAY = '2025-11-04';

// A fixed row of numbers in place of chance (Numerical Recipes' linear congruential generator).
let seed = 20_250_630n;
const chance = (below: number): number => {
  seed = (seed * 1_664_525n + 1_013_904_223n) % 4_294_967_296n;
  return Number((seed >> 8n) % BigInt(below));
};
const dayBefore = (day: string, days: number): string => {
  const earlier = new Date(new Date(day).valueOf() - days * 86_400_000).toISOString().slice(0, 10);
  return earlier < '2025-01-01' ? '2025-01-01' : earlier;
};

/** Refunds that may turn out to be wrong on a later day of work, by project. */
const refunds = new Map<string, string>();

/** Some payments of this day and of days gone by, refunds of some, reversals of others and of earlier refunds. */
async function spend(day: string, round: number): Promise<void> {
  await Promise.all(
    codes.map(async (code, index) => {
      const budget = fenOf((await installation.admin.read<ProjectView>(`/projects/${code}`)).budget.current.total);
      const amount = yuanOf(shareOf(budget, `${5 + chance(14)}.00`) + BigInt(chance(99)));
      const paidOn = dayBefore(day, chance(40));
      const voucherNo = `F-${round}-${index}`;
      await installation.pay(code, { voucherNo, amount, paidOn });
      const at = `/projects/${code}/disbursements/${voucherNo}`;
      const lot = chance(5);
      if (lot === 0) expect((await installation.admin.post(`${at}/reversal`, { reason: '录错' })).status).toBe(201);
      if (lot === 1) {
        const refund = { refundVoucherNo: `${voucherNo}-R`, amount: yuanOf(fenOf(amount) / 3n), receivedOn: day, reason: '退回' };
        expect((await installation.admin.post(`${at}/refunds`, refund)).status).toBe(201);
        refunds.set(code, refund.refundVoucherNo);
      }
      const wrong = lot > 2 ? refunds.get(code) : undefined;
      if (wrong !== undefined) {
        refunds.delete(code);
        const reversal = `/projects/${code}/disbursements/${wrong}/reversal`;
        expect((await installation.admin.post(reversal, { reason: '退款录错' })).status).toBe(201);
      }
    }),
  );
}

let projects: readonly TrailFacts[];
let moments: readonly (readonly [string, Moment])[];

beforeAll(async () => {
  for (const [round, day] of DAYS.entries()) {
    if (round > 0) await installation.restart(`${day}T09:00:00+08:00`);
    await spend(day, round);
    await installation.settled();
  }
  await eventually(async () => {
    expect(await installation.admin.all('/milestone-checks?fiscalYear=2025')).toHaveLength(66);
  });
  await installation.settled();
  const trails = await Promise.all(codes.map((code) => installation.admin.all<AuditEventView>(`/projects/${code}/events`)));
  projects = trails.map(factsOf);
  const instants = projects.flatMap(({ movements }) => movements.map(({ recordedAt }) => recordedAt)).sort();
  const middle = (day: string): string => {
    const ofDay = instants.filter((instant) => instant.startsWith(day));
    return ofDay[Math.floor(ofDay.length / 2)] ?? '';
  };
  const yesterday = dayBefore(TODAY, 1);
  const moment = (asOf: string, knownAt: string | null): Moment => ({ asOf, knownAt, closed: asOf < yesterday ? asOf : yesterday });
  moments = [
    ['now', moment(TODAY, null)],
    ['as of 30 June', moment('2025-06-30', null)],
    ['as of 20 May', moment('2025-05-20', null)],
    ['as of 31 October', moment('2025-10-31', null)],
    ['as of a day to come', moment('2025-12-31', null)],
    ['as known in the middle of 20 May', moment('2025-05-20', middle('2025-05-20'))],
    ['as known in the middle of 2 July', moment('2025-07-02', middle('2025-07-02'))],
    ['as of 31 March, known in the middle of 2 July', moment('2025-03-31', middle('2025-07-02'))],
    ['as known in the middle of 20 May, of the days up to today', moment(TODAY, middle('2025-05-20'))],
    ['as known before anything was paid', moment('2025-03-28', instants[0] ?? '')],
  ];
}, 120_000);

it('has reversed refunds among its facts', () => {
  expect(projects.flatMap(({ movements }) => movements).filter(({ kind, fen }) => kind === 'reversal' && fen < 0n).length).toBeGreaterThan(
    2,
  );
});

/** Today is left out: it is what asOf means when nothing is asked for, with and without knownAt. */
const query = ({ asOf, knownAt }: Moment): string =>
  `fiscalYear=2025${asOf === TODAY ? '' : `&asOf=${asOf}`}${knownAt === null ? '' : `&knownAt=${knownAt}`}`;
const NAMES = [
  'now',
  'as of 30 June',
  'as of 20 May',
  'as of 31 October',
  'as of a day to come',
  'as known in the middle of 20 May',
  'as known in the middle of 2 July',
  'as of 31 March, known in the middle of 2 July',
  'as known in the middle of 20 May, of the days up to today',
  'as known before anything was paid',
];
/** 应支未支 of one project in 分: what the due checkpoint asks for and was not paid. */
const shortOf = (facts: TrailFacts, moment: Moment): bigint => {
  const gap = fenOf(standingAt(facts, moment).due?.gapAmount ?? '0.00');
  return gap < 0n ? -gap : 0n;
};
const momentOf = (name: string): Moment => {
  const found = moments.find(([known]) => known === name);
  if (!found) throw new Error(`No moment is called ${name}`);
  return found[1];
};

describe.each(NAMES)('what is read %s is what the audit trail alone says', (name) => {
  it('in every project: money, and each milestone with its status', async () => {
    const moment = momentOf(name);
    for (const facts of projects) {
      const project = await installation.admin.read<ProjectView>(`/projects/${facts.projectCode}?${query(moment)}`);
      const { paid, refunded, net, remaining, rate, status } = standingAt(facts, moment);
      expect({ ...project.execution, received: undefined }).toEqual({ paid, refunded, net, remaining, rate, received: undefined });
      expect([facts.projectCode, project.status]).toEqual([facts.projectCode, status]);
      expect(
        project.milestones.map(({ date, stated, plannedPercent, plannedAmount, actualAmount, gapAmount, ratio, status: of }) => ({
          date,
          stated,
          plannedPercent,
          plannedAmount,
          actualAmount,
          gapAmount,
          ratio,
          status: of,
        })),
      ).toEqual(milestonesAt(facts, moment));
    }
  });

  it('in the list of projects, with the checkpoint that is due', async () => {
    const moment = momentOf(name);
    const rows = await installation.admin.all<ProjectRowView>(`/projects?${query(moment)}`);
    expect(
      rows.map(({ projectCode, execution, due, status }) => ({
        projectCode,
        net: execution.net,
        due: due && { date: due.date, plannedAmount: due.plannedAmount, ratio: due.ratio, gapAmount: due.gapAmount },
        status,
      })),
    ).toEqual(
      projects.map((facts) => {
        const { net, due, status } = standingAt(facts, moment);
        return { projectCode: facts.projectCode, net, due, status };
      }),
    );
  });

  it('in the ledger, entry for entry', async () => {
    const moment = momentOf(name);
    const ledger = await installation.admin.all<LedgerEntryView>(`/disbursements?${query(moment)}`);
    const expected = projects.flatMap((facts) =>
      counted(facts, moment.asOf, moment).map(({ kind, voucherNo, fen, day, position }) => ({
        kind,
        voucherNo,
        amount: yuanOf(fen),
        paidOn: day,
        position,
      })),
    );
    const newestFirst = expected.sort((one, other) =>
      one.paidOn === other.paidOn ? Number(BigInt(other.position) - BigInt(one.position)) : one.paidOn < other.paidOn ? 1 : -1,
    );
    expect(ledger.map(({ kind, voucherNo, amount, paidOn, position }) => ({ kind, voucherNo, amount, paidOn, position }))).toEqual(
      newestFirst,
    );
  });

  it('on the board of 30 June', async () => {
    const moment = momentOf(name);
    const board = await installation.admin.all<BoardRowView>(`/milestones/2025-06-30?${query(moment)}`);
    expect(board.map(({ projectCode, actualAmount, plannedAmount, status }) => [projectCode, actualAmount, plannedAmount, status])).toEqual(
      projects.map((facts) => {
        const milestone = milestonesAt(facts, moment).find(({ date }) => date === '2025-06-30');
        return [facts.projectCode, milestone?.actualAmount, milestone?.plannedAmount, milestone?.status];
      }),
    );
  });

  it('in the summary and each unit of it', async () => {
    const moment = momentOf(name);
    const summary = await installation.admin.read<SummaryView>(`/summary?${query(moment)}`);
    const figures = (of: readonly TrailFacts[]) => {
      const net = sum(of.map((facts) => moneyAt(facts, moment.asOf, moment).net));
      const planned = sum(of.map((facts) => effectiveAt(facts, moment)));
      const statuses = of.map((facts) => standingAt(facts, moment).status);
      return {
        projects: of.length,
        net: yuanOf(net),
        planned: yuanOf(planned),
        gap: yuanOf(net - planned),
        short: yuanOf(sum(of.map((facts) => shortOf(facts, moment)))),
        byStatus: ['met', 'watch', 'behind', 'severe', 'no-checkpoint'].map((status) => statuses.filter((one) => one === status).length),
      };
    };
    const shown = ({ projects: count, execution, plan, byStatus }: Pick<SummaryView, 'projects' | 'execution' | 'plan' | 'byStatus'>) => ({
      projects: count,
      net: execution.net,
      planned: plan.plannedAmount,
      gap: plan.gapAmount,
      short: plan.shortAmount,
      byStatus: (['met', 'watch', 'behind', 'severe', 'no-checkpoint'] as const).map((status) => byStatus[status].projects),
    });
    expect(shown(summary)).toEqual(figures(projects));
    for (const unit of summary.units) expect(shown(unit)).toEqual(figures(projects.filter(({ unitCode }) => unitCode === unit.code)));
    expect(summary.asOf).toBe(moment.asOf);
  });

  it('in the instant at which the last payment of those known was recorded', async () => {
    const moment = momentOf(name);
    const known = projects.flatMap((facts) => counted(facts, TODAY, moment)).filter(({ kind }) => kind === 'payment');
    const { freshness } = await installation.admin.read<SummaryView>(`/summary?${query(moment)}`);
    const last =
      known
        .map(({ recordedAt }) => recordedAt)
        .sort()
        .at(-1) ?? null;
    expect(freshness.lastPaymentRecordedAt).toBe(last);
  });
});

describe('what was judged', () => {
  it('is what the trail said up to the position that the judgement names', async () => {
    const checks = await installation.admin.all<MilestoneCheckView>('/milestone-checks?fiscalYear=2025');
    expect(checks).toHaveLength(66);
    for (const check of checks) {
      const facts = projects.find(({ projectCode }) => projectCode === check.projectCode);
      if (!facts) throw new Error(`${check.projectCode} has no trail`);
      const seen = { ...facts, movements: facts.movements.filter(({ position }) => BigInt(position) <= BigInt(check.throughPosition)) };
      const { net } = moneyAt(seen, check.date, { asOf: check.date, knownAt: null, closed: check.date });
      expect([check.projectCode, check.date, check.actualAmount, check.ratio]).toEqual([
        check.projectCode,
        check.date,
        yuanOf(net),
        ratioOf(net, fenOf(check.plannedAmount)),
      ]);
    }
  });
});

describe('the freshness of the entry of payments', () => {
  it('is moved by a payment, and not by a refund or a correction', async () => {
    const [code = ''] = codes;
    const at = `/projects/${code}/disbursements/FRESH`;
    const freshness = async (): Promise<string | null> => {
      await installation.settled();
      return (await installation.admin.read<SummaryView>('/summary')).freshness.lastPaymentRecordedAt;
    };
    await installation.pay(code, { voucherNo: 'FRESH', amount: '2.00', paidOn: TODAY });
    const paid = await freshness();
    const trail = await installation.admin.all<AuditEventView>(`/projects/${code}/events`);
    expect(paid).toBe(trail.at(-1)?.metadata.recordedAt);
    const refund = { refundVoucherNo: 'FRESH-R', amount: '1.00', receivedOn: TODAY, reason: '退回' };
    expect((await installation.admin.post(`${at}/refunds`, refund)).status).toBe(201);
    expect(await freshness()).toBe(paid);
    await installation.pay(code, { voucherNo: 'WRONG', amount: '1.00', paidOn: TODAY });
    const wrong = await freshness();
    expect((await installation.admin.post(`/projects/${code}/disbursements/WRONG/reversal`, { reason: '录错' })).status).toBe(201);
    expect(await freshness()).toBe(wrong);
  });
});
