import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { alreadyKnown } from './answer';
import { ShelvedFile } from './shelved-file';

/** The files of a built folder, read once at start. Nothing outside it can be asked for: addresses are looked up, never opened. */
export class FileShelf {
  private constructor(private readonly files: ReadonlyMap<string, ShelvedFile>) {}

  /** Throws when the folder cannot be read. */
  static async of(folder: string, keep: (name: string) => boolean = () => true): Promise<FileShelf> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = new Map<string, ShelvedFile>();
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path).split(sep).join('/');
      if (keep(name)) files.set(name, new ShelvedFile(name, await readFile(path)));
    }
    return new FileShelf(files);
  }

  has(name: string): boolean {
    return this.files.has(name);
  }

  /** Sends a file of the shelf, packed when the caller takes gzip, or 304 when the caller already has it. */
  async send(name: string, cacheControl: string, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const file = this.files.get(name);
    if (!file) throw new Error(`No file ${name}`);
    reply.headers({ 'cache-control': cacheControl, 'content-type': file.contentType, etag: file.etag, vary: 'accept-encoding' });
    const known = request.headers['if-none-match'];
    if (known !== undefined && alreadyKnown(known, file.etag)) return reply.code(304).send();
    const packed = /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? '')) ? file.gzipped() : null;
    if (!packed) return reply.send(file.bytes);
    return reply.header('content-encoding', 'gzip').send(await packed);
  }
}
