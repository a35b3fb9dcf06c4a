import { parseLocalDate } from '@budget/kernel';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Moment } from '../../address/reading-moment';
import type { ApiProblem } from '../../api/api-problem';
import { read } from '../../api/client';
import { readAll } from '../../api/read-all';
import type { Board } from './heat-map';

export type Boards = { readonly boards: readonly Board[]; readonly labels: Readonly<Record<string, string>>; readonly complete: boolean };

/** Projects whose plans are asked for their checkpoint dates; the plans of a year mostly share them. */
const ASKED_FOR_DATES = 5;
const MOST_ROWS = 500;

/** The boards of every checkpoint of the year. */
export function useBoards(moment: Moment, unitCode: string | undefined): UseQueryResult<Boards, ApiProblem> {
  return useQuery<Boards, ApiProblem>({
    queryKey: ['boards', moment, unitCode],
    queryFn: async ({ signal }) => {
      const labels = await checkpointLabels(moment, unitCode, signal);
      const lists = await Promise.all(
        Object.keys(labels).map(async (date) => {
          const { items, complete } = await readAll('getBoard', {
            params: { date: parseLocalDate(date) },
            query: { ...moment, unitCode },
            signal,
            most: MOST_ROWS,
          });
          return { board: { date, rows: items }, complete };
        }),
      );
      return { boards: lists.map(({ board }) => board), labels, complete: lists.every(({ complete }) => complete) };
    },
  });
}

async function checkpointLabels(moment: Moment, unitCode: string | undefined, signal: AbortSignal): Promise<Record<string, string>> {
  const largest = await read('listProjects', {
    params: {},
    query: { ...moment, unitCode, sort: '-budget', limit: ASKED_FOR_DATES },
    signal,
  });
  const plans = await Promise.all(
    largest.items.map(({ projectCode }) => read('getProject', { params: { code: projectCode }, query: moment, signal })),
  );
  const labels = plans.flatMap(({ plan }) => plan.milestones.map(({ date, label }) => [date, label] as const));
  return Object.fromEntries(labels.sort(([left], [right]) => (left < right ? -1 : 1)));
}
