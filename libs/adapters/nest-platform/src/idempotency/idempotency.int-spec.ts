import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { EventMetadata } from '@budget/ports';
import { Controller } from '@nestjs/common';
import { answer, type Answer } from '../http/answer';
import type { InputOf, UploadOf } from '../http/input';
import { CommandMetadata, Input, UploadedDocument } from '../http/parameters.decorator';
import { ProblemError } from '../http/problem.error';
import { Route } from '../http/route.decorator';
import { usePlatformApp } from '../testing/platform-app.fixture';

const runs: EventMetadata[] = [];

@Controller()
class RecordingController {
  @Route('recordDisbursement')
  async record(@Input() { body }: InputOf<'recordDisbursement'>, @CommandMetadata() metadata: EventMetadata): Promise<Answer> {
    runs.push(metadata);
    await new Promise(setImmediate);
    if (body.voucherNo === 'OVER') throw new ProblemError({ status: 422, code: 'budget-exceeded', detail: '超预算' });
    if (body.voucherNo === 'MOVED') throw new ProblemError({ status: 412, code: 'version-mismatch', detail: '版本已变' });
    if (body.voucherNo === 'BUG') throw new Error('bug');
    return answer(201, { run: runs.length, version: '3' });
  }

  @Route('importTargetDocument')
  import(@UploadedDocument() { bytes }: UploadOf<'importTargetDocument'>, @CommandMetadata() metadata: EventMetadata): Answer {
    runs.push(metadata);
    return answer(201, { size: bytes.length, run: runs.length });
  }
}

const platform = usePlatformApp(useTestDatabase(), { controllers: [RecordingController] });

const body = (voucherNo: string) => ({ voucherNo, amount: '100.00', paidOn: '2025-03-01', fundSource: 'fiscal' });
async function record(voucherNo: string, key: string | null, query = '', user = 'admin') {
  const response = await fetch(`${platform.url}/api/v1/projects/P1/disbursements${query}`, {
    method: 'POST',
    headers: {
      authorization: await platform.bearer(user),
      'content-type': 'application/json',
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify(body(voucherNo)),
  });
  const { status, headers } = response;
  return {
    status,
    replayed: headers.get('idempotency-replayed'),
    etag: headers.get('etag'),
    type: headers.get('content-type'),
    text: await response.text(),
  };
}

beforeEach(() => runs.splice(0));

describe('a POST with an idempotency key', () => {
  it('runs once; the repetition gets status, body and ETag of the first', async () => {
    const first = await record('A', 'k-1');
    const second = await record('A', 'k-1');
    expect(first).toMatchObject({ status: 201, replayed: null, etag: '"3"' });
    expect(second).toEqual({ ...first, replayed: 'true' });
    expect(runs).toHaveLength(1);
  });

  it('is refused when the body, the query or the file differs', async () => {
    await record('A', 'k-2');
    expect(await record('B', 'k-2')).toMatchObject({ status: 422, text: expect.stringContaining('idempotency-key-reused') as unknown });
    expect(await record('A', 'k-2', '?fiscalYear=2026')).toMatchObject({ status: 422 });
    expect(runs).toHaveLength(1);
  });

  it('is another request for another user', async () => {
    await platform.addUser('li', ['officer'], ['203001']);
    await record('A', 'k-3');
    expect(await record('A', 'k-3', '', 'li')).toMatchObject({ status: 201, replayed: null });
    expect(new Set(runs.map(({ commandId }) => commandId)).size).toBe(2);
  });

  it('runs once when it is sent twenty times at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => record('A', 'k-4')));
    expect(runs).toHaveLength(1);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
  });

  it('repeats a refusal by a rule', async () => {
    const first = await record('OVER', 'k-5');
    expect(await record('OVER', 'k-5')).toEqual({ ...first, replayed: 'true' });
    expect([first.status, first.type, runs.length]).toEqual([422, 'application/problem+json; charset=utf-8', 1]);
  });

  it.each([
    ['a failure of ours', 'BUG', 500],
    ['a version that had moved on', 'MOVED', 412],
  ])('runs again after %s, as the same command', async (_name, voucherNo, status) => {
    expect((await record(voucherNo, `k-${voucherNo}`)).status).toBe(status);
    expect(await record(voucherNo, `k-${voucherNo}`)).toMatchObject({ status, replayed: null });
    expect(runs).toHaveLength(2);
    expect(runs[0]?.commandId).toBe(runs[1]?.commandId);
  });

  it('takes the bytes of a file into account', async () => {
    const upload = async (text: string) => {
      const form = new FormData();
      form.append('file', new Blob([text]), 'targets.txt');
      const headers = { authorization: await platform.bearer('admin'), 'idempotency-key': 'k-6' };
      return fetch(`${platform.url}/api/v1/target-documents`, { method: 'POST', headers, body: form });
    };
    expect((await upload('abc')).headers.get('idempotency-replayed')).toBeNull();
    expect((await upload('abc')).headers.get('idempotency-replayed')).toBe('true');
    expect((await upload('abd')).status).toBe(422);
    expect(runs).toHaveLength(1);
  });

  it('without the key runs each time as a command of its own', async () => {
    await record('A', null);
    await record('A', null);
    expect(new Set(runs.map(({ commandId }) => commandId)).size).toBe(2);
  });
});
