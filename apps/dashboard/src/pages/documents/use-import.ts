import type { TargetDocumentAnswer } from '@budget/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { ApiProblem } from '../../api/api-problem';
import { read } from '../../api/client';
import { newKey } from '../../api/new-key';
import { refusedAnswer } from './refused-answer';
import { sendDocument, type DocumentToSend, type SendingStage } from './send-document';

export type ImportStage = SendingStage | { readonly stage: 'following' } | { readonly stage: 'done' };

export type ImportState = {
  readonly stage: ImportStage | null;
  readonly answer: TargetDocumentAnswer | null;
  readonly problem: ApiProblem | null;
};

const before: ImportState = { stage: null, answer: null, problem: null };

/** Sends a document and follows it until the figures on screen hold it. */
export function useImport() {
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>(before);
  const sent = useRef<{ readonly content: string; readonly key: string }>({ content: '', key: '' });

  const start = async (document: Omit<DocumentToSend, 'idempotencyKey'>): Promise<void> => {
    const { file, ...fields } = document;
    const content = JSON.stringify([file.name, file.size, file.lastModified, fields]);
    if (sent.current.content !== content) sent.current = { content, key: newKey() };
    setState(before);
    try {
      const answer = await sendDocument({ ...document, idempotencyKey: sent.current.key }, (stage) => setState({ ...before, stage }));
      if (answer.position !== null) {
        setState({ ...before, stage: { stage: 'following' } });
        await read('getSummary', { params: {}, query: { fiscalYear: answer.fiscalYear } }).catch(() => null);
        await queries.invalidateQueries();
      }
      sent.current = { content: '', key: '' };
      setState({ stage: { stage: 'done' }, answer, problem: null });
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      // The refused answer was given for this key: the next try is a new request.
      if (failure.status !== 0) sent.current = { content: '', key: '' };
      setState({ stage: null, answer: refusedAnswer(failure), problem: failure });
    }
  };

  return { state, start, forget: () => setState(before), running: state.stage !== null && state.stage.stage !== 'done' };
}
