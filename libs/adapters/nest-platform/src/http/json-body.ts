import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { unsupportedType } from './framework-problem';
import { ProblemError } from './problem.error';

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** JSON bodies: valid UTF-8, no prototype keys, no text that a database cannot hold. Other content types are refused. */
export function acceptJson(fastify: FastifyInstance): void {
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    request.exchange.rawBody = body;
    if (body.length === 0) return done(null, undefined);
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') return done(unsupportedType());
    if (!isUtf8(body)) return done(notJson('内容不是 UTF-8 / not UTF-8'));
    const text = body.toString('utf8');
    const escaped = text.includes('\\u');
    void parse(request, text, (error: Error | null, value?: unknown) => {
      if (error) return done(error);
      if (escaped && holdsUnstorableText(value)) return done(notJson('含无法保存的字符（NUL 或半个代理对）/ NUL or half a surrogate pair'));
      done(null, value);
    });
  });
}

const notJson = (why: string): ProblemError =>
  new ProblemError({ status: 400, code: 'malformed-json', detail: `请求内容不能读作 JSON：${why}` });

function holdsUnstorableText(root: unknown): boolean {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === 'string') {
      if (value.includes('\u0000') || LONE_SURROGATE.test(value)) return true;
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) open.push(key, inner);
    }
  }
  return false;
}
