import { useMoment } from '../../address/use-moment';
import { useRead } from '../../api/use-read';
import { AlertTable } from '../../parts/alert-table';
import { Answered } from '../../parts/answered';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';

export function AlertsOfProject({ code }: { readonly code: string }) {
  const words = useWords().project;
  const alerts = useRead('listAlerts', { query: { ...useMoment(), projectCode: code } });
  return (
    <Section title={words.alerts} id="alerts">
      <Answered read={alerts}>
        {({ items }) => (items.length === 0 ? <p className="soft">{words.noAlerts}</p> : <AlertTable rows={items} withProject={false} />)}
      </Answered>
    </Section>
  );
}
