import type { TargetDocumentAnswer } from '@budget/contracts';
import { ApiProblem } from '../../api/api-problem';
import { addresses, urlOf } from '../../api/addresses';
import { authorised, refusedBy } from '../../api/client';
import { readingPosition } from '../../api/reading-position';

export type SendingStage = { readonly stage: 'sending'; readonly percent: number } | { readonly stage: 'reading' };

export type DocumentToSend = {
  readonly file: File;
  readonly fiscalYear: number | null;
  readonly dryRun: boolean;
  readonly acceptValid: boolean;
  readonly idempotencyKey: string;
};

/** Sends a target document. Uses XMLHttpRequest, since fetch tells nothing of how far an upload has come. */
export function sendDocument(document: DocumentToSend, onStage: (stage: SendingStage) => void): Promise<TargetDocumentAnswer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(addresses.importTargetDocument.method, urlOf('importTargetDocument', {}, {}));
    const headers = authorised({ 'Idempotency-Key': document.idempotencyKey });
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onStage({ stage: 'sending', percent: total === 0 ? 100 : Math.floor((loaded * 100) / total) }),
    );
    request.upload.addEventListener('load', () => onStage({ stage: 'reading' }));
    request.addEventListener('error', () => reject(ApiProblem.unreachable()));
    request.addEventListener('load', () => {
      if (request.status >= 300)
        return reject(refusedBy('importTargetDocument', ApiProblem.of(request.status, request.responseText), headers));
      const answer = JSON.parse(request.responseText) as TargetDocumentAnswer;
      readingPosition.reached(answer.position);
      resolve(answer);
    });
    onStage({ stage: 'sending', percent: 0 });
    request.send(formOf(document));
  });
}

/** Fields come before the file, so that the service knows them when it meets the file. */
function formOf({ file, fiscalYear, dryRun, acceptValid }: DocumentToSend): FormData {
  const form = new FormData();
  if (fiscalYear !== null) form.set('fiscalYear', String(fiscalYear));
  form.set('dryRun', String(dryRun));
  form.set('acceptValid', String(acceptValid));
  form.set('file', file, file.name);
  return form;
}
