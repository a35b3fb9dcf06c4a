import { Button } from 'antd';
import { isNow } from '../address/reading-moment';
import { useFilters } from '../address/use-filters';
import { useMoment } from '../address/use-moment';
import { shanghaiMinute } from '../figures/shanghai-time';
import { useWords } from '../words/use-words';
import { useToday } from './use-today';

/** Says on every page that the figures are not those of now, and of which day they are. */
export function NotNowBanner() {
  const words = useWords();
  const moment = useMoment();
  const today = useToday();
  const { change } = useFilters();
  if (isNow(moment) || (moment.knownAt === undefined && moment.asOf === today)) return null;
  const known = moment.knownAt === undefined ? null : words.time.notNowKnown(shanghaiMinute(moment.knownAt));
  const asOf = moment.asOf ?? moment.knownAt?.slice(0, 10) ?? '';
  return (
    <div role="status" className="not-now">
      <span>
        <span aria-hidden="true">◷</span> {words.time.notNowAsOf(asOf)}
        {known === null ? '' : `${words.list.separator}${known}`}
      </span>
      <Button size="small" onClick={() => change({ asOf: undefined, knownAt: undefined })}>
        {words.time.backToNow}
      </Button>
    </div>
  );
}
