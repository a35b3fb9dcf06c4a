import { isPassingTrouble } from '@budget/ports';
import { HttpException } from '@nestjs/common';
import { ProblemError } from './problem.error';

/** What the framework, the parsers and the database driver throw, in the words of the outside contract. Anything unknown is a 500. */
export function problemOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = codeOf(error);
  if (code !== undefined && Object.hasOwn(KNOWN, code)) return new ProblemError(KNOWN[code] as (typeof KNOWN)[string]);
  if (isAway(error, code)) return new ProblemError(STORE_AWAY);
  const status = statusOf(error);
  if (status === 404) return notFound();
  if (status === 413) return new ProblemError(TOO_LARGE);
  if (status !== undefined && status >= 400 && status < 500) return new ProblemError({ ...MALFORMED, status });
  return new ProblemError(INTERNAL);
}

/** Whether this error of a framework has words of its own. */
export function isKnown(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && Object.hasOwn(KNOWN, code);
}

export const tooLarge = (): ProblemError => new ProblemError(TOO_LARGE);
export const badUpload = (): ProblemError => new ProblemError(BAD_UPLOAD);
export const unsupportedType = (): ProblemError => new ProblemError(BAD_TYPE);
export const malformedRequest = (): ProblemError => new ProblemError(MALFORMED);

export const notFound = (): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'not-found',
    detail: '没有这个地址；接口目录见 /api/docs / No such address; see /api/docs for the list',
  });

const MALFORMED = { status: 400, code: 'malformed-request', detail: '请求格式有误，请检查地址、请求头和内容 / The request is malformed' };
const BAD_JSON = {
  status: 400,
  code: 'malformed-json',
  detail: '请求内容不是有效的 JSON（UTF-8），请检查引号、逗号和括号 / The body is not valid JSON in UTF-8',
};
const TOO_LARGE = {
  status: 413,
  code: 'payload-too-large',
  detail: '内容超过上限（JSON 1 MB，文件 50 MB），请拆分后再提交 / The body is over the limit (JSON 1 MB, file 50 MB)',
};
const BAD_TYPE = {
  status: 415,
  code: 'unsupported-media-type',
  detail:
    '内容类型不支持：数据用 application/json，文件用 multipart/form-data / Send data as application/json, files as multipart/form-data',
};
const BAD_URL = {
  status: 400,
  code: 'malformed-url',
  detail: '地址中的百分号编码有误或过长 / The address is badly percent-encoded or too long',
};
const BAD_UPLOAD = {
  status: 400,
  code: 'malformed-upload',
  detail: '上传内容不完整或格式有误：一个名为 file 的文件和少量文本字段 / Send one file part named "file" and a few text fields',
};
const INTERNAL = {
  status: 500,
  code: 'internal-error',
  detail:
    '系统内部错误，没有写入不完整的数据；请稍后再试，并把 X-Correlation-Id 告诉管理员 / Internal error; tell the administrator the X-Correlation-Id',
};
const STORE_AWAY = {
  status: 503,
  code: 'store-unavailable',
  detail: '数据库暂不可用，请稍后再试；重试时请用同一个 Idempotency-Key / The database is away; try again with the same Idempotency-Key',
  headers: { 'retry-after': '2' },
};

const KNOWN: Readonly<Record<string, typeof MALFORMED>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: BAD_JSON,
  FST_ERR_CTP_EMPTY_JSON_BODY: BAD_JSON,
  FST_ERR_CTP_BODY_TOO_LARGE: TOO_LARGE,
  FST_ERR_CTP_INVALID_MEDIA_TYPE: BAD_TYPE,
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: MALFORMED,
  FST_ERR_BAD_URL: BAD_URL,
  FST_ERR_MAX_PARAM_LENGTH: BAD_URL,
  FST_REQ_FILE_TOO_LARGE: TOO_LARGE,
  FST_PARTS_LIMIT: BAD_UPLOAD,
  FST_FILES_LIMIT: BAD_UPLOAD,
  FST_FIELDS_LIMIT: BAD_UPLOAD,
  FST_PROTO_VIOLATION: BAD_UPLOAD,
  FST_INVALID_MULTIPART_CONTENT_TYPE: BAD_TYPE,
  FST_NO_FORM_DATA: BAD_UPLOAD,
  FST_ERR_PREMATURE_CLOSE: BAD_UPLOAD,
};

/** A statement cancelled by its time limit asks to be tried again, like everything that passes. */
const isAway = (error: unknown, code: string | undefined): boolean => code === '57014' || isPassingTrouble(error);

const codeOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}
