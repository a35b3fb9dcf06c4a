import { problem, targetDocumentAnswer } from '@budget/contracts';
import { passwordOf } from '../ask-password';
import { MonitorApi, refused } from '../monitor-api';
import { DOCUMENT_HAS_ERRORS } from './import-directly';
import type { FileToImport, Imported, ImportOptions } from './import.command';

/** Through a running server, which knows what is stored. */
export async function importOverHttp(
  { fileName, bytes }: FileToImport,
  { url, user, fiscalYear, dryRun = false, acceptValid = false }: ImportOptions & { readonly url: string },
): Promise<Imported> {
  const api = await MonitorApi.login(url, user, await passwordOf(user));
  const form = new FormData();
  if (fiscalYear !== undefined) form.set('fiscalYear', String(fiscalYear));
  form.set('dryRun', String(dryRun));
  form.set('acceptValid', String(acceptValid));
  form.set('file', new Blob([Uint8Array.from(bytes)]), fileName);

  const answer = await api.postForm('/target-documents', form);
  if (answer.status === 200 || answer.status === 201) return { answer: targetDocumentAnswer.parse(answer.body), refusal: null };
  const refusal = problem.safeParse(answer.body).data;
  if (refusal?.code !== 'document-has-errors') throw refused(answer, fileName);
  const {
    type: _,
    title: __,
    status: ___,
    detail: ____,
    code: _____,
    errors: ______,
    ...attached
  } = answer.body as Record<string, unknown>;
  return { answer: targetDocumentAnswer.parse(attached), refusal: DOCUMENT_HAS_ERRORS };
}
