import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};
const SHRINKS = /^(text\/|application\/(json|manifest)|image\/svg)/;
const WORTH_SHRINKING = 1_024;

/** One built file, held in memory: its bytes, its type, its ETag, and its gzip form made when first asked for. */
export class ShelvedFile {
  readonly contentType: string;
  readonly etag: string;
  private packed: Promise<Buffer> | undefined;

  constructor(
    name: string,
    readonly bytes: Buffer,
  ) {
    this.contentType = TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';
    this.etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  }

  /** The gzip form, or null where it would save nothing. */
  gzipped(): Promise<Buffer> | null {
    if (this.bytes.length < WORTH_SHRINKING || !SHRINKS.test(this.contentType)) return null;
    return (this.packed ??= promisify(gzip)(this.bytes));
  }
}
