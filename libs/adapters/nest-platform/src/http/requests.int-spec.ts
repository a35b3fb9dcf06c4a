import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import type { EventMetadata } from '@budget/ports';
import { Controller } from '@nestjs/common';
import type { Caller } from '../access/caller';
import { usePlatformApp } from '../testing/platform-app.fixture';
import { answer, type Answer } from './answer';
import type { InputOf, UploadOf } from './input';
import { CommandMetadata, CurrentCaller, IfMatchVersion, Input, UploadedDocument } from './parameters.decorator';
import { ProblemError } from './problem.error';
import { Route } from './route.decorator';

@Controller()
class EchoController {
  @Route('recordDisbursement')
  record(
    @Input() { params, query, body }: InputOf<'recordDisbursement'>,
    @CurrentCaller() caller: Caller,
    @CommandMetadata() metadata: EventMetadata,
    @IfMatchVersion() version: bigint | undefined,
  ): Answer {
    return answer(201, { code: params.code, query, body, caller, metadata, ifMatch: version?.toString() ?? null, version: '7' });
  }

  @Route('importTargetDocument')
  import(@UploadedDocument() { fileName, bytes, fields }: UploadOf<'importTargetDocument'>): Answer {
    if (fields.dryRun) return answer(200, { fileName, size: bytes.length, fields });
    throw new ProblemError({ status: 422, code: 'document-has-errors', detail: '有错误', extra: { documentId: 'D1', status: 'lost' } });
  }

  @Route('getProject')
  project(@Input() { params, query }: InputOf<'getProject'>): Answer {
    return answer(200, { code: params.code, query, version: '12' });
  }

  @Route('listAlerts')
  alerts(@Input() { query }: InputOf<'listAlerts'>): Answer {
    return answer(200, { items: [query], nextCursor: null });
  }
}

const platform = usePlatformApp(useTestDatabase(), { controllers: [EchoController] });
const payment = { voucherNo: 'ZF-1', amount: '100.00', paidOn: '2025-03-01', fundSource: 'fiscal' };

async function call(method: string, path: string, headers: Record<string, string> = {}, body?: unknown): Promise<Response> {
  return fetch(`${platform.url}${path}`, {
    method,
    headers: {
      authorization: await platform.bearer('admin'),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

describe('a request that is right', () => {
  it('reaches its handler with everything read', async () => {
    const response = await call(
      'POST',
      '/api/v1/projects/P1/disbursements?fiscalYear=2025',
      { 'if-match': 'W/"6"', 'x-correlation-id': 'mine-1' },
      payment,
    );
    const { metadata, ...rest } = (await response.json()) as { metadata: EventMetadata };
    expect(response.status).toBe(201);
    expect(rest).toEqual({
      code: 'P1',
      query: { fiscalYear: 2025 },
      body: payment,
      caller: { username: 'admin', displayName: '系统管理员', roles: ['admin'], units: [], scope: 'all' },
      ifMatch: '6',
      version: '7',
    });
    expect(metadata).toEqual({ commandId: metadata.causationId, causationId: metadata.commandId, correlationId: 'mine-1', actor: 'admin' });
    expect(
      Object.fromEntries(
        ['etag', 'x-correlation-id', 'cache-control', 'x-content-type-options'].map((name) => [name, response.headers.get(name)]),
      ),
    ).toEqual({
      etag: '"7"',
      'x-correlation-id': 'mine-1',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
  });

  it('gets a correlation id of ours when its own is not sane', async () => {
    const response = await call('GET', '/api/v1/projects/P1', { 'x-correlation-id': 'a b<c>' });
    expect(response.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is answered in full although the version is known: what depends on the day has no version', async () => {
    const response = await call('GET', '/api/v1/projects/P1', { 'if-none-match': '"12"' });
    expect([response.status, response.headers.get('etag'), (await response.text()).length > 0]).toEqual([200, '"12"', true]);
  });

  it('brings one file, known by its base name only', async () => {
    const form = new FormData();
    form.append('dryRun', 'true');
    form.append('file', new Blob(['你好']), 'C:\\桌面\\..\\目标.txt');
    const response = await fetch(`${platform.url}/api/v1/target-documents`, {
      method: 'POST',
      headers: { authorization: await platform.bearer('admin') },
      body: form,
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      { fileName: '目标.txt', size: 6, fields: { dryRun: true, acceptValid: false } },
    ]);
  });

  it('of an officer is bound to its own units', async () => {
    await platform.addUser('li', ['officer'], ['203001']);
    const response = await call('POST', '/api/v1/projects/P1/disbursements', { authorization: await platform.bearer('li') }, payment);
    expect(await response.json()).toMatchObject({ caller: { username: 'li', scope: ['203001'] } });
  });
});

describe('a refusal', () => {
  it('names every bad field and says the first one in words', async () => {
    const response = await call(
      'POST',
      '/api/v1/projects/P1/disbursements?colour=red',
      {},
      { ...payment, amount: '1', paidOn: '2025-02-30', voucherNo: undefined },
    );
    expect(await response.json()).toEqual({
      type: 'urn:budget-monitor:problem:invalid-request',
      title: '请求有误 / Malformed request',
      status: 400,
      code: 'invalid-request',
      detail:
        'query.colour：没有这个字段，请删去或改正名称 / no such field（另有 3 处，见 errors）。请改正后重新提交 / Correct the field and send the request again',
      errors: [
        { path: 'query.colour', code: 'unknown-field', message: '没有这个字段，请删去或改正名称 / no such field' },
        { path: 'body.voucherNo', code: 'required', message: '必须填写 / required' },
        {
          path: 'body.amount',
          code: 'custom',
          message: '应为元、两位小数的文本，如 "30000.00"（不带千分位） / expected yuan with two decimals such as "30000.00"',
        },
        { path: 'body.paidOn', code: 'custom', message: '应为真实存在的日期，写作 YYYY-MM-DD / expected a real day written YYYY-MM-DD' },
      ],
    });
  });

  it('carries the whole answer where there is one, without letting it replace the problem', async () => {
    const form = new FormData();
    form.append('file', new Blob(['x']), 'a.txt');
    const response = await fetch(`${platform.url}/api/v1/target-documents`, {
      method: 'POST',
      headers: { authorization: await platform.bearer('admin') },
      body: form,
    });
    expect(await response.json()).toMatchObject({ code: 'document-has-errors', status: 422, documentId: 'D1' });
  });

  it('of a role that may not is 403 and of a caller unknown 401', async () => {
    await platform.addUser('sun', ['auditor'], []);
    const auditor = await call('POST', '/api/v1/projects/P1/disbursements', { authorization: await platform.bearer('sun') }, payment);
    const stranger = await call('POST', '/api/v1/projects/P1/disbursements', { authorization: 'Bearer a.b.c' }, payment);
    expect([auditor.status, await auditor.json()]).toMatchObject([403, { code: 'forbidden' }]);
    expect([stranger.status, await stranger.json()]).toMatchObject([401, { code: 'unauthenticated' }]);
  });
});

describe('the log', () => {
  it('has one line a request with its correlation id, user, path and no query', async () => {
    await call('GET', '/api/v1/projects/P1?asOf=2025-06-30', { 'x-correlation-id': 'find-me' });
    const lines = platform.logLines.filter((line) => line.includes('find-me')).map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      {
        level: 'info',
        time: expect.any(String) as unknown,
        correlationId: 'find-me',
        method: 'GET',
        path: '/api/v1/projects/P1',
        status: 200,
        ms: expect.any(Number) as unknown,
        user: 'admin',
        msg: 'request',
      },
    ]);
  });
});
