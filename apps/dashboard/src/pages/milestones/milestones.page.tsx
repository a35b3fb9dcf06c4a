import { useState } from 'react';
import { useFilters } from '../../address/use-filters';
import { useMoment } from '../../address/use-moment';
import { Answered } from '../../parts/answered';
import { Empty } from '../../parts/empty';
import { Page } from '../../parts/page';
import { UnitFilter } from '../../parts/unit-filter';
import { UnitNote } from '../../parts/unit-note';
import { useWords } from '../../words/use-words';
import { HeatTable } from './heat-table';
import { JudgeCheckpoint } from './judge-checkpoint';
import type { Judged } from './judge-form';
import { Legend } from './legend';
import { useBoards } from './use-boards';

const MOST_SHOWN = 500;

/** 项目 × 考核点: where the money stands against each plan, checkpoint by checkpoint. */
export function MilestonesPage() {
  const { milestones: words, judging } = useWords();
  const { of } = useFilters();
  const [judged, setJudged] = useState<Judged | null>(null);
  const boards = useBoards(useMoment(), of('unitCode'));
  return (
    <Page
      title={words.title}
      note={words.note}
      actions={
        <>
          <UnitFilter />
          <JudgeCheckpoint onJudged={setJudged} />
        </>
      }
    >
      {judged === null ? null : (
        <p role="alert" className="done">
          {judging.done(judged.date, judged.judged, judged.unchanged)}
        </p>
      )}
      <Answered read={boards} lines={12}>
        {({ boards: found, labels, complete }) =>
          found.every(({ rows }) => rows.length === 0) ? (
            <Empty title={words.empty}>{words.emptyNext}</Empty>
          ) : (
            <>
              <div className="table-head">
                <Legend />
                <UnitNote />
              </div>
              <HeatTable boards={found} labels={labels} />
              {complete ? null : <p className="hint">{words.truncated(MOST_SHOWN)}</p>}
            </>
          )
        }
      </Answered>
    </Page>
  );
}
