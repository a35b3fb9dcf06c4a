import { useParams } from 'react-router';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { Answered } from '../../parts/answered';
import { Page } from '../../parts/page';
import { useArrivalAtHash } from '../../parts/use-arrival-at-hash';
import { useWords } from '../../words/use-words';
import { NotFound } from '../elsewhere/not-found.page';
import { AlertsOfProject } from './alerts-of-project';
import { BurnUpSection } from './burn-up-section';
import { EventHistory } from './event-history';
import { FindingsSection } from './findings-section';
import { IndicatorsSection } from './indicators-section';
import { LedgerSection } from './ledger-section';
import { MilestonesSection } from './milestones-section';
import { ProjectFigures } from './project-figures';
import { ProjectParts } from './project-parts';
import { useLedgerOfProject } from './use-ledger-of-project';

/** Everything about one project on one page, from its figures down to each event. */
export function ProjectPage() {
  const words = useWords();
  const { code = '' } = useParams();
  const moment = useMoment();
  const project = useRead('getProject', { params: { code }, query: moment });
  const ledger = useLedgerOfProject(code, moment);
  useArrivalAtHash(project.data !== undefined && ledger.data !== undefined);
  if (project.error?.status === 404) return <NotFound because={words.project.notFound} />;
  if (project.error?.status === 400 && project.error.errors.some(({ path }) => path === 'params.code')) {
    return <NotFound because={words.project.badCode(code)} />;
  }
  return (
    <Page title={project.data?.name ?? words.projects.title} note={project.data === undefined ? undefined : <ProjectParts />}>
      <Answered read={project} lines={14}>
        {(view) => (
          <>
            <ProjectFigures project={view} />
            <Answered read={ledger} lines={8}>
              {(entries) => <BurnUpSection project={view} entries={entries} />}
            </Answered>
            <MilestonesSection project={view} />
            <IndicatorsSection indicators={view.indicators} />
            <FindingsSection project={view} />
            <AlertsOfProject code={code} />
            <Answered read={ledger}>{(entries) => <LedgerSection project={view} entries={entries} />}</Answered>
            <EventHistory code={code} />
          </>
        )}
      </Answered>
    </Page>
  );
}
