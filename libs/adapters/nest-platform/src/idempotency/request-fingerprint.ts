import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/**
 * SHA-256 over what makes two requests the same: method, path, query and the bytes of body or file. Bodies that carry a
 * password are taken without it: a fast digest of a password must not be kept.
 */
export function requestFingerprint({ method, url, exchange }: FastifyRequest): Buffer {
  const hash = createHash('sha256').update(`${method} ${url}\n`);
  const { document, rawBody, input, endpoint } = exchange;
  if (document) {
    hash
      .update(JSON.stringify([document.fileName, document.fields]))
      .update('\n')
      .update(document.bytes);
  } else if (endpoint?.tag === 'access') {
    hash.update(JSON.stringify(input?.body, (key, value: unknown) => (key === 'password' ? undefined : value)) ?? '');
  } else if (rawBody) {
    hash.update(rawBody);
  }
  return hash.digest();
}
