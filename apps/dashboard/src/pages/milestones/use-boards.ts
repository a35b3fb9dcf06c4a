import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Moment } from '../../address/reading-moment';
import type { ApiProblem } from '../../api/api-problem';
import { read } from '../../api/client';
import { readAll } from '../../api/read-all';
import type { Board } from './heat-map';

export type Boards = { readonly boards: readonly Board[]; readonly labels: Readonly<Record<string, string>>; readonly complete: boolean };

const MOST_ROWS = 500;

/** The boards of every checkpoint that a plan of the year holds. */
export function useBoards(moment: Moment, unitCode: string | undefined): UseQueryResult<Boards, ApiProblem> {
  return useQuery<Boards, ApiProblem>({
    queryKey: ['boards', moment, unitCode],
    queryFn: async ({ signal }) => {
      const { checkpoints } = await read('getSummary', { params: {}, query: { ...moment, unitCode }, signal });
      const lists = await Promise.all(
        checkpoints.map(async ({ date }) => {
          const { items, complete } = await readAll('getBoard', {
            params: { date },
            query: { ...moment, unitCode },
            signal,
            most: MOST_ROWS,
          });
          return { board: { date, rows: items }, complete };
        }),
      );
      return {
        boards: lists.map(({ board }) => board),
        labels: Object.fromEntries(checkpoints.map(({ date, label }) => [date, label])),
        complete: lists.every(({ complete }) => complete),
      };
    },
  });
}
