import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { ProblemError, type ProblemParts } from './problem.error';

const MALFORMED: ProblemParts = { status: 400, code: 'malformed-request', detail: '不是有效的 HTTP 请求 / Not a valid HTTP request' };
const BY_CODE: Readonly<Record<string, ProblemParts>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'headers-too-large',
    detail: '地址和请求头合计至多 16 KB / Address and headers together take at most 16 KB',
  },
  HPE_INVALID_METHOD: {
    status: 405,
    code: 'method-not-allowed',
    detail: '没有这种请求方法 / No such request method',
    headers: { allow: 'GET, POST, PATCH' },
  },
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: 'request-timeout', detail: '请求发送超时，请重试 / The request took too long to arrive' },
};

/** Answers what never becomes a request (broken HTTP, unknown methods, too large headers) as problem+json on the socket itself. */
export const refuseConnection: NonNullable<FastifyServerOptions['clientErrorHandler']> = (error, socket) => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  refuse(socket, BY_CODE[error.code] ?? MALFORMED);
};

/** CONNECT and Expect never reach the router either. */
export function refuseTunnels({ server }: FastifyInstance): void {
  server.on('connect', (_request, socket: Socket) => refuse(socket, BY_CODE['HPE_INVALID_METHOD'] as ProblemParts));
  server.on('checkExpectation', ({ socket }) =>
    refuse(socket, {
      status: 417,
      code: 'expectation-failed',
      detail: '请求头 Expect 只支持 100-continue / Expect takes 100-continue only',
    }),
  );
}

function refuse(socket: Socket, parts: ProblemParts): void {
  const problem = new ProblemError(parts);
  const body = problem.toBody();
  if (!socket.writable) return void socket.destroy();
  const headers = {
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...problem.headers,
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}\r\n${lines.join('')}\r\n${body}`);
}
