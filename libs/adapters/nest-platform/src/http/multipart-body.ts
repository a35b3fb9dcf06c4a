import type { Endpoint } from '@budget/contracts';
import type { FastifyRequest } from 'fastify';
import { baseName } from './base-name';
import { badUpload, isKnown, tooLarge, unsupportedType } from './framework-problem';
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

/** Bytes of the largest request that is read: a file of 50 MB, with room for the fields and the lines between parts. */
export const LARGEST_REQUEST = MULTIPART_LIMITS.fileSize + 2 * 1024 * 1024;

type Form = { file: { fileName: string; bytes: Buffer } | undefined; readonly fields: Record<string, string> };

/** Reads the one file part `file` and the text fields of an upload. Throws ProblemError 400, 413 or 415. */
export async function readUpload(request: FastifyRequest, schema: NonNullable<Endpoint['multipart']>): Promise<UploadedFile> {
  if (!request.isMultipart()) throw unsupportedType();
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_REQUEST) throw tooLarge();
  const { file, fields } = await readForm(request).catch((error: unknown) => {
    throw error instanceof ProblemError || isKnown(error) ? error : badUpload();
  });
  if (!file) throw refusedPart('file', 'required', '缺少名为 file 的文件 / the file part "file" is missing');
  return { ...file, fields: readFields(schema, fields) };
}

async function readForm(request: FastifyRequest): Promise<Form> {
  const form: Form = { file: undefined, fields: {} };
  for await (const part of request.parts({ limits: MULTIPART_LIMITS })) {
    const name = part.fieldname;
    if (part.type === 'file') {
      if (name !== 'file') {
        part.file.resume();
        throw refusedPart(name, 'unknown-field', '文件应放在名为 file 的部分 / the file belongs in the part "file"');
      }
      form.file = { fileName: baseName(part.filename), bytes: await part.toBuffer() };
    } else {
      if (part.valueTruncated || typeof part.value !== 'string' || part.value.includes('\u0000')) {
        throw refusedPart(name, 'invalid-type', '应为不超过 64 KB 的文本 / expected text up to 64 KB');
      }
      if (Object.hasOwn(form.fields, name)) throw refusedPart(name, 'duplicate-field', '只能出现一次 / given twice');
      form.fields[name] = part.value;
    }
  }
  return form;
}

const refusedPart = (name: string, code: string, message: string): ProblemError =>
  invalidRequest([{ path: `body.${name}`, code, message }]);
