import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/api-problem';
import { Loading } from './loading';
import { ProblemNote } from './problem-note';

type AnsweredProps<Data> = {
  readonly read: UseQueryResult<Data, ApiProblem>;
  readonly lines?: number;
  readonly children: (data: Data) => ReactNode;
};

/** The three faces of a read: on its way, refused, there. A page that is already there stays while it is refreshed. */
export function Answered<Data>({ read, lines, children }: AnsweredProps<Data>) {
  if (read.data !== undefined) {
    return (
      <div aria-busy={read.isPlaceholderData}>
        {read.isError ? <ProblemNote problem={read.error} onRetry={() => void read.refetch()} /> : null}
        {children(read.data)}
      </div>
    );
  }
  if (read.isError) return <ProblemNote problem={read.error} onRetry={() => void read.refetch()} />;
  return <Loading {...(lines === undefined ? {} : { lines })} />;
}
