import { Button } from 'antd';
import { useFilters } from '../address/use-filters';
import { useMoment } from '../address/use-moment';
import { shanghaiMinute } from '../figures/shanghai-time';
import { useWords } from '../words/use-words';
import { useToday } from './use-today';

/** Says on every page that the figures are not those of now, and of which day they are. */
export function NotNowBanner() {
  const words = useWords();
  const { asOf, knownAt } = useMoment();
  const today = useToday();
  const { change } = useFilters();
  if (asOf === undefined || (knownAt === undefined && asOf === today)) return null;
  const known = knownAt === undefined ? null : words.time.notNowKnown(shanghaiMinute(knownAt));
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
