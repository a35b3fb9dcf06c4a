import type { ProjectRowView } from '@budget/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useMoment } from '../../address/use-moment';
import type { ApiProblem } from '../../api/api-problem';
import { readAll } from '../../api/read-all';

const MOST = 2_000;

/** The projects one may pay from, with what is left of each now: a payment is recorded today, whatever day is looked at. */
export function useProjectChoices(): UseQueryResult<readonly ProjectRowView[], ApiProblem> {
  const { fiscalYear } = useMoment();
  return useQuery<readonly ProjectRowView[], ApiProblem>({
    queryKey: ['projectChoices', fiscalYear],
    queryFn: async ({ signal }) =>
      (await readAll('listProjects', { params: {}, query: { fiscalYear, sort: 'code' }, signal, most: MOST })).items,
  });
}
