import type { SummaryView } from '@budget/contracts';
import { useMoment } from '../../address/use-moment';
import { shanghaiMinute } from '../../figures/shanghai-time';
import { useWords } from '../../words/use-words';

/** As of when, and how fresh: the first line of a 通报. */
export function Freshness({ summary }: { readonly summary: SummaryView }) {
  const words = useWords();
  const { fiscalYear } = useMoment();
  const { freshness } = summary;
  const behind = BigInt(freshness.headPosition) - BigInt(freshness.projectionPosition);
  return (
    <>
      <span>{words.overview.state(String(fiscalYear ?? summary.fiscalYear ?? summary.asOf.slice(0, 4)), summary.asOf)}</span>
      <span>
        {freshness.lastPaymentRecordedAt === null
          ? words.overview.noPayments
          : words.overview.freshness(shanghaiMinute(freshness.lastPaymentRecordedAt))}
      </span>
      <span>{behind > 0n ? words.overview.lagging(behind.toString()) : words.overview.upToDate(freshness.projectionPosition)}</span>
      {summary.simulated ? <strong className="simulated">{words.overview.simulated}</strong> : null}
    </>
  );
}
