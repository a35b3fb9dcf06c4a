import type { AlertsQuery } from '@budget/contracts';
import { useFilters } from '../../address/use-filters';
import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { AlertTable } from '../../parts/alert-table';
import { Answered } from '../../parts/answered';
import { ChoiceFilter } from '../../parts/choice-filter';
import { Page } from '../../parts/page';
import { Pager } from '../../parts/pager';
import { UnitFilter } from '../../parts/unit-filter';
import { useWords } from '../../words/use-words';

type Status = NonNullable<AlertsQuery['status']>;
type Severity = NonNullable<AlertsQuery['severity']>;

const STATUSES: readonly Status[] = ['open', 'acknowledged', 'resolved'];
const SEVERITIES: readonly Severity[] = ['red', 'yellow', 'info'];

/** The inbox. New alerts and changes arrive by themselves. */
export function AlertsPage() {
  const words = useWords().alerts;
  const moment = useMoment();
  const { of } = useFilters();
  const list = useRead('listAlerts', {
    query: {
      ...moment,
      unitCode: of('unitCode'),
      status: STATUSES.find((status) => status === of('status')),
      severity: SEVERITIES.find((severity) => severity === of('severity')),
      cursor: of('cursor'),
    },
    keep: true,
  });
  return (
    <Page title={words.title} note={words.note}>
      <div className="filters">
        <ChoiceFilter param="status" name={words.status} choices={words.statuses} />
        <ChoiceFilter param="severity" name={words.severity} choices={words.severities} />
        <UnitFilter />
      </div>
      <Answered read={list} lines={10}>
        {({ items, nextCursor }) => (
          <>
            <AlertTable rows={items} filtered={['status', 'severity', 'unitCode'].some((param) => of(param) !== undefined)} />
            <Pager shown={items.length} nextCursor={nextCursor} />
          </>
        )}
      </Answered>
    </Page>
  );
}
