import type { AlertRowView, AlertView, TargetDocumentAnswer } from '@budget/contracts';
import { weixian2025 } from '../fixtures/weixian-2025.fixture';
import type { Problem, Reply } from './harness/client';
import { useInstallation } from './harness/installation';
import { LiveStream } from './harness/live-stream';

const installation = useInstallation('2025-11-15T09:00:00+08:00');

const document = { name: 'weixian-2025.txt', bytes: weixian2025.bytes };
const registration = (projectCode: string, fiscalYear: number) => ({
  fiscalYear,
  projectCode,
  name: `项目${projectCode}`,
  unit: { code: '203001', name: '单位' },
  budget: { fiscal: '100.00', other: '0.00' },
  plan: [{ date: `${fiscalYear}-12-31`, percent: '100.00' }],
});

/** Refused for two different years, both named, with nothing written. */
async function contradicted(send: () => Promise<Reply<Problem>>, query: number, body: number): Promise<void> {
  const before = await installation.settled();
  const refused = await send();
  expect([refused.status, refused.body.code, refused.body.errors?.map(({ path }) => path)]).toEqual([
    422,
    'fiscal-year-mismatch',
    ['query.fiscalYear', 'body.fiscalYear'],
  ]);
  for (const year of [query, body]) expect(refused.body.detail).toContain(String(year));
  expect(await installation.settled()).toBe(before);
}

describe('the fiscal year in the query', () => {
  it('of a registration agrees with its body or is refused', async () => {
    const { admin } = installation;
    const agreed = await admin.post<{ fiscalYear: number }>('/projects?fiscalYear=2026', registration('Y1', 2026));
    expect([agreed.status, agreed.body.fiscalYear]).toEqual([201, 2026]);
    await contradicted(() => admin.post<Problem>('/projects?fiscalYear=2025', registration('Y2', 2026)), 2025, 2026);
  });

  it('of an import stands for the field of the form, and agrees with it where both are given', async () => {
    const yearOf = async (query: string, fields: Record<string, string>): Promise<number> => {
      const { status, body } = await installation.admin.upload<TargetDocumentAnswer>(`/target-documents${query}`, document, {
        dryRun: 'true',
        ...fields,
      });
      expect(status).toBe(200);
      return body.fiscalYear;
    };
    expect(await yearOf('', {})).toBe(2025);
    expect(await yearOf('?fiscalYear=2026', {})).toBe(2026);
    expect(await yearOf('?fiscalYear=2026', { fiscalYear: '2026' })).toBe(2026);
    const differing = { fiscalYear: '2025' };
    await contradicted(() => installation.admin.upload<Problem>('/target-documents?fiscalYear=2026', document, differing), 2026, 2025);
  });

  it('of a judgement says whose milestones are judged', async () => {
    const { admin } = installation;
    const date = '2025-06-30';
    const judged = await admin.post<{ fiscalYear: number }>('/milestone-checks?fiscalYear=2025', { date });
    expect([judged.status, judged.body.fiscalYear]).toEqual([200, 2025]);
    const elsewhere = await admin.post<Problem & { detail: string }>('/milestone-checks?fiscalYear=2024', { date });
    expect([elsewhere.status, elsewhere.body.code]).toEqual([422, 'no-milestone-on-date']);
    expect(elsewhere.body.detail).toContain('2024');
    await contradicted(() => admin.post<Problem>('/milestone-checks?fiscalYear=2024', { date, fiscalYear: 2025 }), 2024, 2025);
  });

  it('of an alert and of its acknowledgement is that of the alert, or there is no such alert', async () => {
    const [alert] = await installation.admin.all<AlertRowView>('/alerts?status=open');
    const acknowledge = (year: number) => installation.admin.post<Problem>(`/alerts/${alert?.id}/acknowledgements?fiscalYear=${year}`, {});
    const elsewhere = await acknowledge(2024);
    expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'alert-not-found']);
    expect((await installation.admin.read<AlertView>(`/alerts/${alert?.id}`)).status).toBe('open');
    const reads = await Promise.all([2024, 2025].map((year) => installation.admin.get(`/alerts/${alert?.id}?fiscalYear=${year}`)));
    expect(reads.map(({ status }) => status)).toEqual([404, 200]);
    expect((await acknowledge(2025)).status).toBe(201);
  });

  it('of the live stream leaves out the other years', async () => {
    const [first = ''] = weixian2025.truth.map(({ projectCode }) => projectCode);
    await installation.admin.post('/projects', registration('Y3', 2024));
    const next = { voucherNo: 'Y-1', amount: '1.00', paidOn: '2024-11-01', fundSource: 'fiscal' };
    expect((await installation.admin.post('/projects/Y3/disbursements?fiscalYear=2024', next)).status).toBe(201);
    const last = await installation.pay(first, { voucherNo: 'Y-2', amount: '1.00', paidOn: '2025-11-01' });

    const heard = async (query: string): Promise<(string | undefined)[]> => {
      const stream = await LiveStream.open(installation.admin, '0', query);
      await stream.reached(last);
      await stream.close();
      return stream.named('disbursement').map(({ data }) => data['projectCode']);
    };
    expect(await heard('?fiscalYear=2024')).toEqual(['Y3']);
    expect(await heard('?fiscalYear=2025')).toEqual([first]);
    expect(await heard('')).toEqual(['Y3', first]);
  });
});
