import type { SummaryView } from '@budget/contracts';
import { isNow } from '../../address/reading-moment';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { Answered } from '../../parts/answered';
import { Page } from '../../parts/page';
import { useWords } from '../../words/use-words';
import { Attention } from './attention';
import { ExecutionFigures } from './execution-figures';
import { Freshness } from './freshness';
import { Lights } from './lights';
import { NextCheckpoint } from './next-checkpoint';
import { NoProjects } from './no-projects';
import { UnitTable } from './unit-table';

/** 总览, in the order in which a 通报 is written. */
export function OverviewPage() {
  const words = useWords();
  const moment = useMoment();
  const summary = useRead('getSummary', { query: moment, keep: true });
  return (
    <Page title={words.overview.title} note={summary.data === undefined ? undefined : <Freshness summary={summary.data} />}>
      <Answered read={summary} lines={10}>
        {(data) =>
          data.projects === 0 ? <NoProjects otherwise={moment.fiscalYear !== undefined || !isNow(moment)} /> : <Figures summary={data} />
        }
      </Answered>
    </Page>
  );
}

function Figures({ summary }: { readonly summary: SummaryView }) {
  return (
    <>
      <ExecutionFigures summary={summary} />
      <div className="columns">
        <Lights summary={summary} />
        <NextCheckpoint summary={summary} />
      </div>
      <Attention />
      <UnitTable summary={summary} />
    </>
  );
}
