import { useParams } from 'react-router';
import { useRead } from '../../api/use-read';
import { Answered } from '../../parts/answered';
import { Page } from '../../parts/page';
import { SeverityMark } from '../../parts/severity-mark';
import { useWords } from '../../words/use-words';
import { NotFound } from '../elsewhere/not-found.page';
import { AcknowledgeForm } from './acknowledge-form';
import { AlertExplanation } from './alert-explanation';
import { AlertHistory } from './alert-history';
import { CountedPayments } from './counted-payments';

/** One alert, with all that is needed to check it by hand. */
export function AlertPage() {
  const words = useWords();
  const { id = '' } = useParams();
  const alert = useRead('getAlert', { params: { id } });
  if (alert.error?.status === 404) return <NotFound because={words.alert.notFound} />;
  const { data } = alert;
  return (
    <Page
      title={data === undefined ? words.alert.plainTitle : words.alert.title(data.project.name)}
      note={
        data === undefined ? undefined : (
          <>
            <SeverityMark severity={data.severity} />
            <span>{words.alerts.statuses[data.status]}</span>
            <span>{words.alert.level(data.level)}</span>
            <span>{words.alerts.rules[data.rule]}</span>
          </>
        )
      }
    >
      <Answered read={alert} lines={10}>
        {(view) => (
          <>
            <AlertExplanation alert={view} />
            <AcknowledgeForm alert={view} />
            <CountedPayments alert={view} />
            <AlertHistory alert={view} />
          </>
        )}
      </Answered>
    </Page>
  );
}
