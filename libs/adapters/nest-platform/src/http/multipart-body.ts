import type { Endpoint } from '@budget/contracts';
import type { FastifyRequest } from 'fastify';
import type { UploadedFile } from './input';
import { invalidRequest, readFields } from './input-reader';
import { ProblemError } from './problem.error';

export const MULTIPART_LIMITS = {
  fileSize: 50 * 1024 * 1024,
  files: 1,
  fields: 20,
  fieldSize: 64 * 1024,
  fieldNameSize: 100,
  parts: 21,
  headerPairs: 50,
};

/** Reads the one file part `file` and the text fields of an upload. Throws ProblemError 400, 413 or 415. */
export async function readUpload(request: FastifyRequest, schema: NonNullable<Endpoint['multipart']>): Promise<UploadedFile> {
  if (!request.isMultipart()) {
    throw new ProblemError({
      status: 415,
      code: 'unsupported-media-type',
      detail: '请用 multipart/form-data 上传，文件放在名为 file 的部分 / Send multipart/form-data with a part named "file"',
    });
  }
  let file: { fileName: string; bytes: Buffer } | undefined;
  const fields: Record<string, string> = {};
  for await (const part of request.parts({ limits: MULTIPART_LIMITS })) {
    if (part.type === 'file') {
      if (part.fieldname !== 'file') {
        part.file.resume();
        throw invalidRequest([
          {
            path: `body.${part.fieldname}`,
            code: 'unknown-field',
            message: '文件应放在名为 file 的部分 / the file belongs in the part "file"',
          },
        ]);
      }
      file = { fileName: baseName(part.filename), bytes: await part.toBuffer() };
      continue;
    }
    if (part.valueTruncated || typeof part.value !== 'string' || part.value.includes('\u0000')) {
      throw invalidRequest([
        { path: `body.${part.fieldname}`, code: 'invalid-type', message: '应为不超过 64 KB 的文本 / expected text up to 64 KB' },
      ]);
    }
    if (Object.hasOwn(fields, part.fieldname)) {
      throw invalidRequest([{ path: `body.${part.fieldname}`, code: 'duplicate-field', message: '只能出现一次 / given twice' }]);
    }
    fields[part.fieldname] = part.value;
  }
  if (!file)
    throw invalidRequest([{ path: 'body.file', code: 'required', message: '缺少名为 file 的文件 / the file part "file" is missing' }]);
  return { ...file, fields: readFields(schema, fields) };
}

/** The last part of a sender's path, without control characters, at most 200 characters. */
export function baseName(name: string | undefined): string {
  const last = (name ?? '').split(/[\\/]/).at(-1) ?? '';
  const clean = Array.from(last)
    .filter((character) => character >= ' ' && character !== '\u007f')
    .slice(0, 200)
    .join('');
  return clean === '' || clean === '.' || clean === '..' ? 'file' : clean;
}
