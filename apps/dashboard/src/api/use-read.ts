import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Readable } from './addresses';
import type { ApiProblem } from './api-problem';
import { read } from './client';
import type { Answer, Params, Query } from './contract-types';

type Asked<Name extends Readable> = {
  readonly params?: Params<Name>;
  readonly query?: Query<Name>;
  /** False: not yet, something is still missing. */
  readonly when?: boolean;
  /** Keeps the last page on screen while the next one is on its way. */
  readonly keep?: boolean;
};

export const readKey = (name: Readable, params: unknown = {}, query: unknown = {}) => [name, params, query] as const;

/** One read of the contract, cached by its parameters and refreshed by the live stream. */
export function useRead<Name extends Readable>(name: Name, asked: Asked<Name> = {}): UseQueryResult<Answer<Name>, ApiProblem> {
  const params = asked.params ?? ({} as Params<Name>);
  const query = asked.query ?? ({} as Query<Name>);
  return useQuery<Answer<Name>, ApiProblem>({
    queryKey: readKey(name, params, query),
    queryFn: ({ signal }) => read(name, { params, query, signal }),
    enabled: asked.when ?? true,
    ...(asked.keep === true ? { placeholderData: keepPreviousData } : {}),
  });
}
