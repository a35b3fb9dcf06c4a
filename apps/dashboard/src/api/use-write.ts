import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { Writable } from './addresses';
import type { ApiProblem } from './api-problem';
import { write, type Written } from './client';
import type { Body, Params, Query } from './contract-types';
import { newKey } from './new-key';

type Filled<Name extends Writable> = { readonly params: Params<Name>; readonly query: Query<Name>; readonly body: Body<Name> };

/**
 * One write of the contract. The same content keeps its idempotency key until it was accepted, so that a double click or a
 * second try after a broken line can never count twice; changed content is a new request.
 */
export function useWrite<Name extends Writable>(name: Name, onWritten: (written: Written<Name>) => void) {
  const queries = useQueryClient();
  const sending = useRef({ content: '', key: '' });

  return useMutation<Written<Name>, ApiProblem, Filled<Name>>({
    mutationFn: (filled) => {
      const content = JSON.stringify(filled);
      if (sending.current.content !== content) sending.current = { content, key: newKey() };
      const { body, ...rest } = filled;
      return write(name, { ...rest, idempotencyKey: sending.current.key, ...(body === undefined ? {} : { body }) });
    },
    onSuccess: (written) => {
      sending.current = { content: '', key: '' };
      void queries.invalidateQueries();
      onWritten(written);
    },
  });
}
