import { ProblemError } from './problem.error';

/** The version in an If-Match header. Throws ProblemError 400 unless it is one version. */
export function expectedVersion(header: string | undefined): bigint | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const match = /^\s*(?:W\/)?(?:"(\d{1,19})"|(\d{1,19}))\s*$/.exec(header);
  if (!match) {
    throw new ProblemError({
      status: 400,
      code: 'invalid-if-match',
      detail: '请求头 If-Match 应为读到的版本号，如 "12"；请先读取最新版本再提交 / If-Match must be one version such as "12"',
      errors: [
        { path: 'header.If-Match', code: 'invalid-if-match', message: '应为一个版本号，如 "12" / expected one version such as "12"' },
      ],
    });
  }
  return BigInt(match[1] ?? match[2] ?? '');
}
