import { Button } from 'antd';
import { useSearchParams } from 'react-router';
import { isNow, unreadMoments } from '../address/reading-moment';
import { useFilters } from '../address/use-filters';
import { useMoment } from '../address/use-moment';
import { useWords } from '../words/use-words';

/** Says of a day or instant in the address that it is none, and what is shown instead. */
export function UnreadMoment() {
  const words = useWords();
  const [search] = useSearchParams();
  const moment = useMoment();
  const { change } = useFilters();
  const unread = unreadMoments(search);
  if (unread.length === 0) return null;
  const names = { asOf: words.time.asOf, knownAt: words.time.known };
  return (
    <div role="alert" className="not-now">
      <span>
        <span aria-hidden="true">▲</span>{' '}
        {unread.map(({ param, value }) => words.time.unread(names[param], value)).join(words.list.separator)}
        {words.list.separator}
        {isNow(moment) ? words.time.showsToday : words.time.showsRest}
      </span>
      <Button size="small" onClick={() => change(Object.fromEntries(unread.map(({ param }) => [param, undefined])))}>
        {words.time.takeOut}
      </Button>
    </div>
  );
}
