import type { LedgerEntryView } from '@budget/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Moment } from '../../address/reading-moment';
import type { ApiProblem } from '../../api/api-problem';
import { readAll } from '../../api/read-all';

/** Every payment, refund and reversal of a project: the burn-up needs them all. */
export function useLedgerOfProject(projectCode: string, moment: Moment): UseQueryResult<readonly LedgerEntryView[], ApiProblem> {
  return useQuery<readonly LedgerEntryView[], ApiProblem>({
    queryKey: ['ledgerOfProject', projectCode, moment],
    queryFn: async ({ signal }) => (await readAll('listDisbursements', { params: {}, query: { ...moment, projectCode }, signal })).items,
  });
}
