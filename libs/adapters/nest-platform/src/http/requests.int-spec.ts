import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { EventMetadata } from '@budget/ports';
import { Controller } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Caller } from '../access/caller';
import { Sessions } from '../access/sessions';
import { UserAccounts } from '../access/user-accounts';
import { startPlatformApp } from '../testing/platform-app.fixture';
import { answer, type Answer } from './answer';
import type { InputOf, UploadOf } from './input';
import { CommandMetadata, CurrentCaller, IfMatchVersion, Input, UploadedDocument } from './parameters.decorator';
import { Route } from './route.decorator';

let runs = 0;

@Controller()
class PaymentsController {
  @Route('recordDisbursement')
  record(
    @Input() { params, query, body }: InputOf<'recordDisbursement'>,
    @CurrentCaller() caller: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() version: bigint | undefined,
  ): Answer {
    runs += 1;
    return answer(201, {
      code: params.code,
      query,
      body,
      scope: caller.scope,
      metadata,
      ifMatch: version?.toString() ?? null,
      version: '7',
    });
  }

  @Route('importTargetDocument')
  import(@UploadedDocument() { fileName, bytes, fields }: UploadOf<'importTargetDocument'>): Answer {
    return answer(201, { fileName, size: bytes.length, fields });
  }
}

const database = useTestDatabase();
let app: NestFastifyApplication;
let url: string;
let token: string;

beforeAll(async () => {
  ({ app, url } = await startPlatformApp({ pool: database.pool, controllers: [PaymentsController] }));
  const admin = await app.get(UserAccounts).find('admin');
  if (!admin) throw new Error('no admin');
  token = (await app.get(Sessions).open(admin)).accessToken;
});
afterAll(() => app.close());

const payment = { voucherNo: 'ZF-1', amount: '100.00', paidOn: '2025-03-01', fundSource: 'fiscal' };
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

describe('a request that is right', () => {
  it('reaches its handler with everything read', async () => {
    const response = await post('/projects/P1/disbursements?fiscalYear=2025', payment, { 'if-match': '"6"', 'x-correlation-id': 'mine-1' });
    expect(response.status).toBe(201);
    expect(response.headers.get('etag')).toBe('"7"');
    expect(response.headers.get('x-correlation-id')).toBe('mine-1');
    expect(await response.json()).toMatchObject({ code: 'P1', query: { fiscalYear: 2025 }, body: payment, scope: 'all', ifMatch: '6' });
  });

  it('is answered again for the same idempotency key', async () => {
    const before = runs;
    const first = await post('/projects/P1/disbursements', payment, { 'idempotency-key': 'k1' });
    const second = await post('/projects/P1/disbursements', payment, { 'idempotency-key': 'k1' });
    expect(await second.text()).toBe(await first.text());
    expect([first.status, second.status, second.headers.get('idempotency-replayed'), second.headers.get('etag')]).toEqual([
      201,
      201,
      'true',
      '"7"',
    ]);
    expect(runs).toBe(before + 1);
  });

  it('uploads one file', async () => {
    const form = new FormData();
    form.append('dryRun', 'true');
    form.append('file', new Blob(['你好']), 'C:\\dir\\目标.txt');
    const response = await fetch(`${url}/api/v1/target-documents`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: form,
    });
    expect([response.status, await response.json()]).toEqual([
      201,
      { fileName: '目标.txt', size: 6, fields: { dryRun: true, acceptValid: false } },
    ]);
  });
});
