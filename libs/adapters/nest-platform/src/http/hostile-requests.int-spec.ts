import { useTestDatabase } from '@budget/adapters/embedded-postgres';
import { Controller } from '@nestjs/common';
import { usePlatformApp } from '../testing/platform-app.fixture';
import { sendRaw, type RawAnswer } from '../testing/raw-http';
import { answer, type Answer } from './answer';
import { CommandMetadata, IfMatchVersion, Input, UploadedDocument } from './parameters.decorator';
import type { UploadOf } from './input';
import { Route } from './route.decorator';

@Controller()
class TargetController {
  @Route('recordDisbursement')
  record(@Input() _input: unknown, @CommandMetadata() _metadata: unknown, @IfMatchVersion() _version: bigint | undefined): Answer {
    return answer(201, { accepted: true });
  }

  @Route('importTargetDocument')
  import(@UploadedDocument() { bytes }: UploadOf<'importTargetDocument'>): Answer {
    return answer(201, { size: bytes.length });
  }

  @Route('listProjects')
  list(): Answer {
    return answer(200, { items: [] });
  }

  @Route('getProject')
  fail(): Answer {
    throw new Error('SELECT secret FROM inside; password=hunter2');
  }

  @Route('getAlert')
  away(): Answer {
    throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
  }
}

const platform = usePlatformApp(useTestDatabase(), { controllers: [TargetController] });
let url: string;
let authorization: string;
beforeAll(async () => {
  url = platform.url;
  authorization = `Authorization: ${await platform.bearer('admin')}`;
});

const payments = '/api/v1/projects/P1/disbursements';
const json = 'Content-Type: application/json';
const payment = JSON.stringify({ voucherNo: 'ZF-1', amount: '100.00', paidOn: '2025-03-01', fundSource: 'fiscal' });

function request(line: string, headers: readonly string[] = [], body: string | Buffer = ''): Buffer {
  const bytes = Buffer.from(body);
  const length = bytes.length > 0 ? [`Content-Length: ${bytes.length}`] : [];
  const head = [`${line} HTTP/1.1`, 'Host: test', authorization, ...headers, ...length].join('\r\n');
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), bytes]);
}
const postPayment = (body: string | Buffer, ...headers: string[]): Buffer => request(`POST ${payments}`, [json, ...headers], body);
const multipart = (body: string, boundary = 'xx'): Buffer =>
  request('POST /api/v1/target-documents', [`Content-Type: multipart/form-data; boundary=${boundary}`], body);
const part = (name: string, value: string, file?: string): string =>
  `--xx\r\nContent-Disposition: form-data; name="${name}"${file === undefined ? '' : `; filename="${file}"`}\r\n\r\n${value}\r\n`;

type Case = readonly [name: string, bytes: () => Buffer | string, status: number, code: string];

const CASES: readonly Case[] = [
  ['JSON cut short', () => postPayment('{"voucherNo":'), 400, 'malformed-json'],
  ['words that are not JSON', () => postPayment('hello'), 400, 'malformed-json'],
  ['JSON that is not UTF-8', () => postPayment(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])), 400, 'malformed-json'],
  ['a NUL inside a text', () => postPayment(payment.replace('ZF-1', 'ZF\\u0000')), 400, 'malformed-json'],
  ['half a surrogate pair', () => postPayment(payment.replace('ZF-1', 'ZF\\ud800')), 400, 'malformed-json'],
  ['a __proto__ key', () => postPayment(payment.replace('{', '{"__proto__":{"admin":true},')), 400, 'malformed-json'],
  ['a constructor.prototype key', () => postPayment(payment.replace('{', '{"constructor":{"prototype":{}},')), 400, 'malformed-json'],
  ['a body nested 100,000 deep', () => postPayment('['.repeat(100_000) + ']'.repeat(100_000)), 400, 'invalid-request'],
  ['no body at all', () => postPayment(''), 400, 'invalid-request'],
  ['a list for an object', () => postPayment('[]'), 400, 'invalid-request'],
  ['null for an object', () => postPayment('null'), 400, 'invalid-request'],
  ['an unknown field', () => postPayment(payment.replace('{', '{"colour":"red",')), 400, 'invalid-request'],
  ['a number for an amount', () => postPayment(payment.replace('"100.00"', '100.00')), 400, 'invalid-request'],
  ['a three-decimal amount', () => postPayment(payment.replace('100.00', '100.001')), 400, 'invalid-request'],
  ['an unknown query parameter', () => request('GET /api/v1/projects?colour=red'), 400, 'invalid-request'],
  ['a query parameter twice', () => request('GET /api/v1/projects?limit=1&limit=2'), 400, 'malformed-url'],
  ['a __proto__ query parameter', () => request('GET /api/v1/projects?__proto__=1'), 400, 'malformed-url'],
  ['bad percent-encoding in the query', () => request('GET /api/v1/projects?q=%zz'), 400, 'malformed-url'],
  ['half a percent sequence in the query', () => request('GET /api/v1/projects?q=%E4%BD'), 400, 'malformed-url'],
  ['bad percent-encoding in the path', () => request('GET /api/v1/projects/%zz'), 400, 'malformed-url'],
  ['half a percent sequence in the path', () => request('GET /api/v1/projects/%E4%BD'), 400, 'malformed-url'],
  ['a NUL in the path', () => request('GET /api/v1/projects/P%00'), 400, 'malformed-url'],
  ['a NUL in the query', () => request('GET /api/v1/projects?q=a%00b'), 400, 'malformed-url'],
  ['an address of 5,000 characters', () => request(`GET /api/v1/projects?q=${'a'.repeat(5_000)}`), 400, 'malformed-url'],
  ['a path parameter of 3,000 characters', () => request(`GET /api/v1/projects/${'A'.repeat(3_000)}`), 400, 'malformed-url'],
  ['an address of 20,000 characters', () => request(`GET /api/v1/projects?q=${'a'.repeat(20_000)}`), 431, 'headers-too-large'],
  ['climbing out of the tree', () => request('GET /api/v1/../../etc/passwd'), 404, 'not-found'],
  ['climbing out of the tree, encoded', () => request('GET /api/v1/projects/..%2f..%2fetc%2fpasswd'), 400, 'invalid-request'],
  ['an address nobody knows', () => request('GET /api/v1/nothing'), 404, 'not-found'],
  ['an empty path parameter', () => request('GET /api/v1/projects//events'), 404, 'not-found'],
  ['DELETE where GET and POST are known', () => request('DELETE /api/v1/projects'), 405, 'method-not-allowed'],
  ['OPTIONS', () => request('OPTIONS /api/v1/projects'), 405, 'method-not-allowed'],
  ['TRACE', () => request('TRACE /api/v1/projects'), 405, 'method-not-allowed'],
  ['a method of one’s own', () => request('BREW /api/v1/projects'), 405, 'method-not-allowed'],
  ['CONNECT', () => 'CONNECT other:443 HTTP/1.1\r\nHost: other\r\n\r\n', 405, 'method-not-allowed'],
  ['an asterisk for an address', () => request('OPTIONS *'), 404, 'not-found'],
  ['no HTTP at all', () => 'hello\r\n\r\n', 405, 'method-not-allowed'],
  ['an HTTP version of the future', () => 'GET / HTTP/9.9\r\n\r\n', 400, 'malformed-request'],
  ['no Host header', () => 'GET /health/live HTTP/1.1\r\n\r\n', 400, 'malformed-request'],
  ['an Expect nobody meets', () => request('GET /health/live', ['Expect: miracles']), 417, 'expectation-failed'],
  [
    'form data for JSON',
    () => request(`POST ${payments}`, ['Content-Type: application/x-www-form-urlencoded'], 'a=1'),
    415,
    'unsupported-media-type',
  ],
  ['plain text for JSON', () => request(`POST ${payments}`, ['Content-Type: text/plain'], payment), 415, 'unsupported-media-type'],
  ['XML for JSON', () => request(`POST ${payments}`, ['Content-Type: application/xml'], '<a/>'), 415, 'unsupported-media-type'],
  ['packed JSON', () => postPayment(payment, 'Content-Encoding: gzip'), 415, 'unsupported-media-type'],
  ['a content type that is none', () => request(`POST ${payments}`, ['Content-Type: ;;;'], payment), 415, 'unsupported-media-type'],
  [
    'a file for JSON',
    () => request(`POST ${payments}`, ['Content-Type: multipart/form-data; boundary=xx'], `${part('a', 'b')}--xx--\r\n`),
    415,
    'unsupported-media-type',
  ],
  ['JSON for a file', () => request('POST /api/v1/target-documents', [json], '{}'), 415, 'unsupported-media-type'],
  ['nothing for a file', () => request('POST /api/v1/target-documents'), 415, 'unsupported-media-type'],
  ['a form without its file', () => multipart(`${part('dryRun', 'true')}--xx--\r\n`), 400, 'invalid-request'],
  ['a file under another name', () => multipart(`${part('document', 'x', 'a.txt')}--xx--\r\n`), 400, 'invalid-request'],
  ['two files', () => multipart(`${part('file', 'x', 'a.txt')}${part('file', 'y', 'b.txt')}--xx--\r\n`), 400, 'malformed-upload'],
  ['an unknown form field', () => multipart(`${part('colour', 'red')}${part('file', 'x', 'a.txt')}--xx--\r\n`), 400, 'invalid-request'],
  ['a __proto__ form field', () => multipart(`${part('__proto__', 'x')}${part('file', 'x', 'a.txt')}--xx--\r\n`), 400, 'malformed-upload'],
  [
    'a form field twice',
    () => multipart(`${part('dryRun', 'true')}${part('dryRun', 'true')}${part('file', 'x', 'a.txt')}--xx--\r\n`),
    400,
    'invalid-request',
  ],
  ['a form cut short', () => multipart(part('file', 'x', 'a.txt')), 400, 'malformed-upload'],
  ['a form without its boundary', () => multipart('nonsense'), 400, 'malformed-upload'],
  [
    'multipart without a boundary name',
    () => request('POST /api/v1/target-documents', ['Content-Type: multipart/form-data'], 'x'),
    400,
    'malformed-upload',
  ],
  ['an If-Match that is no version', () => postPayment(payment, 'If-Match: "abc"'), 400, 'invalid-if-match'],
  ['an empty Idempotency-Key', () => postPayment(payment, 'Idempotency-Key: '), 400, 'invalid-idempotency-key'],
  [
    'an Idempotency-Key of 201 characters',
    () => postPayment(payment, `Idempotency-Key: ${'k'.repeat(201)}`),
    400,
    'invalid-idempotency-key',
  ],
  ['an Idempotency-Key outside ASCII', () => postPayment(payment, 'Idempotency-Key: k\xe9y'), 400, 'invalid-idempotency-key'],
  [
    'a chunked body that lies',
    () => request(`POST ${payments}`, [json, 'Transfer-Encoding: chunked'], '').toString('latin1') + 'zz\r\n',
    400,
    'malformed-request',
  ],
  ['both length and chunks', () => request(`POST ${payments}`, [json, 'Transfer-Encoding: chunked'], '{}'), 400, 'malformed-request'],
  ['a bug in a handler', () => request('GET /api/v1/projects/P1'), 500, 'internal-error'],
  ['the database going away', () => request('GET /api/v1/alerts/A1'), 503, 'store-unavailable'],
];

describe('a hostile request', () => {
  it.each(CASES)('%s is refused as a problem', async (_name, bytes, status, code) => {
    const refused = await sendRaw(url, bytes());
    expect([refused.status, problemOf(refused)['code']]).toEqual([status, code]);
  });

  it.each([
    ['as JSON', (size: number) => postPayment(Buffer.alloc(size, '9'))],
    ['as a file', (size: number) => multipart(`${part('file', 'x'.repeat(size), 'a.txt')}--xx--\r\n`)],
    ['where nothing is expected', (size: number) => request('POST /api/v1/nothing', [json], Buffer.alloc(size, '9'))],
  ])('of 52 MB %s is answered and its connection is not reset', async (_name, bytes) => {
    const refused = await sendRaw(url, bytes(52 * 1024 * 1024));
    expect([413, 404]).toContain(refused.status);
    problemOf(refused);
  });

  it('without a session is refused before its body is read', async () => {
    const refused = await sendRaw(url, `POST ${payments} HTTP/1.1\r\nHost: test\r\n${json}\r\nContent-Length: 3\r\n\r\n{{{`);
    expect([refused.status, problemOf(refused)['code'], refused.headers['www-authenticate']]).toEqual([
      401,
      'unauthenticated',
      'Bearer realm="budget-monitor"',
    ]);
  });

  it('never learns or logs what happened inside', async () => {
    const refused = await sendRaw(url, request('GET /api/v1/projects/P1', ['X-Correlation-Id: trace-me']));
    expect(refused.body).not.toMatch(/SELECT|hunter2|stack|Error:/);
    expect(refused.headers['x-correlation-id']).toBe('trace-me');
    expect(platform.logLines.some((line) => line.includes('trace-me') && line.includes('SELECT secret'))).toBe(true);
    expect(platform.logLines.join('')).not.toContain(authorization.slice('Authorization: Bearer '.length));
  });

  it('leaves the service as able as before', async () => {
    const good = await sendRaw(url, postPayment(payment));
    expect([good.status, good.body]).toEqual([201, '{"accepted":true}']);
  });
});

function problemOf({ headers, body, status }: RawAnswer): Record<string, unknown> {
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const problem = JSON.parse(body) as Record<string, unknown>;
  expect(problem).toMatchObject({ status, type: `urn:budget-monitor:problem:${String(problem['code'])}` });
  expect(typeof problem['title']).toBe('string');
  expect(typeof problem['detail']).toBe('string');
  return problem;
}
