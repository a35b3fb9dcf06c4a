import type { AlertCountsView } from '@budget/contracts';
import { Link, useSearchParams } from 'react-router';
import { changedParams } from '../../address/address';
import { useWords } from '../../words/use-words';
import { alertTabs, countIn, tabOf } from './alert-tab';

/** Unresolved, resolved or all, each with how many there are by the other filters; unresolved is what the page opens with. */
export function AlertTabs({ counts }: { readonly counts: AlertCountsView | undefined }) {
  const words = useWords().alerts;
  const [search] = useSearchParams();
  const chosen = tabOf(search.get('status'));
  return (
    <ul className="tabs" aria-label={words.status}>
      {alertTabs.map((tab) => (
        <li key={tab}>
          <Link
            to={{ search: changedParams(search, { status: tab === 'unresolved' ? undefined : tab }).toString() }}
            {...(tab === chosen ? { 'aria-current': true } : {})}
          >
            {words.tabs[tab]}
            {counts === undefined ? null : <span className="tab-count">{countIn(tab, counts)}</span>}
          </Link>
        </li>
      ))}
    </ul>
  );
}
