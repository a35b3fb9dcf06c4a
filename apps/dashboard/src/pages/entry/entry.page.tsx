import { useState } from 'react';
import { Page } from '../../parts/page';
import { useWords } from '../../words/use-words';
import { EntryForm } from './entry-form';
import { RecordedNote, type Recorded } from './recorded-note';

/** 录入: one payment at a time; what was recorded stays visible above the next one until that is sent. */
export function EntryPage() {
  const words = useWords().entry;
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  return (
    <Page title={words.title} note={words.note}>
      {recorded === null ? null : <RecordedNote recorded={recorded} />}
      <EntryForm onSending={() => setRecorded(null)} onRecorded={setRecorded} />
    </Page>
  );
}
