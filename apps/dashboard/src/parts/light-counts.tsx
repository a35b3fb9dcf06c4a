import type { SummaryView } from '@budget/contracts';
import { STATUSES } from '../figures/milestone-status';
import { useWords } from '../words/use-words';
import { StatusMark } from './status-mark';

/** How many projects stand at which light; lights without a project are left out. */
export function LightCounts({ byStatus }: { readonly byStatus: SummaryView['byStatus'] }) {
  const words = useWords();
  return (
    <span className="light-counts">
      {STATUSES.filter((status) => byStatus[status].projects > 0).map((status) => (
        <StatusMark key={status} status={status}>{`${words.shortStatus[status]} ${byStatus[status].projects}`}</StatusMark>
      ))}
    </span>
  );
}
