import type { AlertView, LedgerEntryView } from '@budget/contracts';
import { Money } from '@budget/kernel';
import { useQuery } from '@tanstack/react-query';
import type { ApiProblem } from '../../api/api-problem';
import { readAll } from '../../api/read-all';
import { KeptLink } from '../../address/kept-link';
import { Amount } from '../../parts/amount';
import { Answered } from '../../parts/answered';
import { LedgerTable } from '../../parts/ledger-table';
import { Section } from '../../parts/section';
import { useWords } from '../../words/use-words';
import { countedSum } from './counted-sum';

/** Each payment that the alert counted, and the proof that they add up to the number of its sentence. */
export function CountedPayments({ alert }: { readonly alert: AlertView }) {
  const words = useWords();
  const { events, inputs } = alert.explanation;
  const { fiscalYear, projectCode } = alert.project;
  const ledger = useQuery<readonly LedgerEntryView[], ApiProblem>({
    queryKey: ['countedPayments', alert.id, events.length, inputs.throughPosition],
    queryFn: async ({ signal }) => (await readAll('listDisbursements', { params: {}, query: { fiscalYear, projectCode }, signal })).items,
    enabled: events.length > 0,
  });
  if (events.length === 0) {
    return (
      <Section title={words.alert.counted}>
        <p className="soft">{words.alert.countedNone}</p>
      </Section>
    );
  }
  return (
    <Section title={words.alert.counted}>
      <Answered read={ledger}>
        {(entries) => {
          const counted = entries.filter(({ position }) => events.includes(position));
          const sum = countedSum(counted);
          const agrees = sum.equals(Money.parse(inputs.actualAmount));
          return (
            <>
              <LedgerTable
                rows={counted}
                withProject={false}
                actions={({ position }) => (
                  <KeptLink to={`/projects/${projectCode}#entry-${position}`} own={{ fiscalYear: String(fiscalYear) }}>
                    {words.alert.toProject}
                  </KeptLink>
                )}
              />
              <p>
                {words.alert.countedSum} <Amount of={sum.toText()} withUnit />
                {words.list.clause}
                {agrees ? words.alert.countedAgrees : words.alert.countedDiffers}
              </p>
            </>
          );
        }}
      </Answered>
    </Section>
  );
}
