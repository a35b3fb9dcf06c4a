import type { AlertRowView, WhatIfView } from '@budget/contracts';
import type { Problem, Reply } from './harness/client';
import { eventually } from './harness/eventually';
import { useInstallation } from './harness/installation';
import { registerProject } from './harness/registered-project';

const installation = useInstallation('2025-07-15T09:00:00+08:00', { imported: false });

// 40,000.00 元 each, half of it due by 30 June. LATE has paid 15,000.00, FULL 20,000.00.
const PLAN = { '2025-06-30': '50.00', '2025-12-31': '100.00' };
const ask = (body: object): Promise<Reply<WhatIfView & Problem>> => installation.admin.post('/what-if', { fiscalYear: 2025, ...body });
const JUNE = '2025-06-30';
let head = '';

beforeAll(async () => {
  for (const projectCode of ['LATE', 'FULL']) await registerProject(installation.admin, { projectCode, budget: '40000.00', plan: PLAN });
  await installation.pay('LATE', { voucherNo: 'L-1', amount: '15000.00', paidOn: '2025-06-20' });
  await installation.pay('FULL', { voucherNo: 'F-1', amount: '20000.00', paidOn: '2025-06-20' });
  await eventually(async () => {
    const alerts = await installation.admin.all<AlertRowView>('/alerts?fiscalYear=2025');
    expect(alerts.map(({ project, status, severity }) => [project.projectCode, status, severity])).toEqual([['LATE', 'open', 'yellow']]);
  });
  head = await installation.settled();
}, 90_000);

const milestonesOf = ({ body }: Reply<WhatIfView>) =>
  body.milestones.map(({ projectCode, date, before, after }) => [projectCode, date, before?.status, after?.status, after?.ratio]);
const alertsOf = ({ body }: Reply<WhatIfView>) =>
  [body.alerts.raised, body.alerts.resolved].map((list) => list.map((one) => one.projectCode));

describe('what would have been', () => {
  it.each([
    [
      'with another payment',
      { payments: [{ projectCode: 'LATE', amount: '5000.00', paidOn: '2025-06-29' }] },
      [['LATE', JUNE, 'behind', 'met', '1.0000']],
      [[], ['LATE']],
    ],
    [
      'with that payment a day too late: the checkpoint stays missed, the alert is over',
      { payments: [{ projectCode: 'LATE', amount: '5000.00', paidOn: '2025-07-01' }] },
      [],
      [[], ['LATE']],
    ],
    [
      'without a payment that was made',
      { payments: [{ projectCode: 'FULL', amount: '-20000.00', paidOn: '2025-06-20' }] },
      [['FULL', JUNE, 'met', 'severe', '0.0000']],
      [['FULL'], []],
    ],
    [
      'under another plan',
      {
        plans: [
          {
            projectCode: 'LATE',
            plan: [
              { date: JUNE, percent: '25.00' },
              { date: '2025-12-31', percent: '100.00' },
            ],
          },
        ],
      },
      [['LATE', JUNE, 'behind', 'met', '1.5000']],
      [[], ['LATE']],
    ],
    [
      'under a plan without this checkpoint',
      { plans: [{ projectCode: 'LATE', plan: [{ date: '2025-12-31', percent: '100.00' }] }] },
      [['LATE', JUNE, 'behind', undefined, undefined]],
      [[], ['LATE']],
    ],
    [
      'under other bands, for every project',
      { milestonePolicy: { bands: [{ status: 'met', atLeastPercent: '70.00' }], otherwise: 'severe' } },
      [['LATE', JUNE, 'behind', 'met', '0.7500']],
      [[], []],
    ],
    ['when nothing changes', { payments: [{ projectCode: 'FULL', amount: '100.00', paidOn: '2025-07-10' }] }, [], [[], []]],
    [
      'before the checkpoint was due',
      { asOf: '2025-06-29', payments: [{ projectCode: 'LATE', amount: '1.00', paidOn: '2025-06-01' }] },
      [],
      [[], []],
    ],
    [
      'by the end of the year, if nothing more were paid',
      { asOf: '2025-12-31', payments: [{ projectCode: 'FULL', amount: '20000.00', paidOn: '2025-12-01' }] },
      [['FULL', '2025-12-31', 'severe', 'met', '1.0000']],
      [[], []],
    ],
  ])('%s', async (_, asked, milestones, alerts) => {
    const answered = await ask(asked);
    expect([answered.status, milestonesOf(answered), alertsOf(answered)]).toEqual([200, milestones, alerts]);
  });

  it('is not written down anywhere', async () => {
    expect(await installation.settled()).toBe(head);
  });

  it('shows an officer no project of another unit', async () => {
    const officer = await installation.user('other-unit', ['officer'], ['999']);
    const body = { fiscalYear: 2025, payments: [{ projectCode: 'LATE', amount: '1.00', paidOn: JUNE }] };
    const refused = await officer.post<Problem>('/what-if', body);
    expect([refused.status, refused.body.code]).toEqual([404, 'project-not-found']);
    const policy = { bands: [{ status: 'met', atLeastPercent: '70.00' }], otherwise: 'severe' };
    const all = await officer.post<WhatIfView>('/what-if', { fiscalYear: 2025, milestonePolicy: policy });
    expect([all.status, all.body.projects, all.body.milestones]).toEqual([200, 0, []]);
  });

  it.each([
    [
      'a falling plan',
      {
        plans: [
          {
            projectCode: 'LATE',
            plan: [
              { date: JUNE, percent: '50.00' },
              { date: '2025-12-31', percent: '40.00' },
            ],
          },
        ],
      },
      'wrong-plan',
    ],
    ['a payment of another year', { payments: [{ projectCode: 'LATE', amount: '1.00', paidOn: '2024-12-31' }] }, 'payment-outside-year'],
    [
      'bands that rise',
      {
        milestonePolicy: {
          bands: [
            { status: 'watch', atLeastPercent: '70.00' },
            { status: 'met', atLeastPercent: '90.00' },
          ],
          otherwise: 'severe',
        },
      },
      'bands-not-falling',
    ],
  ])('refuses %s', async (_, asked, code) => {
    const refused = await ask(asked);
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });
});
