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
import { statusAsked, tabOf } from './alert-tab';
import { AlertTabs } from './alert-tabs';

type Severity = NonNullable<AlertsQuery['severity']>;

const SEVERITIES: readonly Severity[] = ['red', 'yellow', 'info'];

/** The inbox. New alerts and changes arrive by themselves. */
export function AlertsPage() {
  const words = useWords().alerts;
  const moment = useMoment();
  const { of } = useFilters();
  const { resolved: _, ...unresolved } = words.statuses;
  const list = useRead('listAlerts', {
    query: {
      ...moment,
      unitCode: of('unitCode'),
      status: statusAsked(of('status')),
      severity: SEVERITIES.find((severity) => severity === of('severity')),
      cursor: of('cursor'),
      counts: 'by-status',
    },
    keep: true,
  });
  return (
    <Page title={words.title} note={words.note}>
      <AlertTabs counts={list.data?.counts} />
      <div className="filters">
        {tabOf(of('status')) === 'unresolved' ? <ChoiceFilter param="status" name={words.status} choices={unresolved} /> : null}
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
