import type { AlertRowView } from '@budget/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMoment } from '../../address/use-moment';
import type { ApiProblem } from '../../api/api-problem';
import { readAll } from '../../api/read-all';

/** Alerts that nobody has resolved yet, acknowledged or not. */
export function useUnresolvedAlerts(): UseQueryResult<readonly AlertRowView[], ApiProblem> {
  const moment = useMoment();
  return useQuery<readonly AlertRowView[], ApiProblem>({
    queryKey: ['unresolvedAlerts', moment],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        (['open', 'acknowledged'] as const).map((status) =>
          readAll('listAlerts', { params: {}, query: { ...moment, status }, signal, most: 1_000 }),
        ),
      );
      return lists.flatMap(({ items }) => items);
    },
  });
}
