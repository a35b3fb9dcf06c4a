import type { TargetDocumentAnswer } from '@budget/contracts';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useMoment } from '../../address/use-moment';
import { Page } from '../../parts/page';
import { ProblemNote } from '../../parts/problem-note';
import { useWords } from '../../words/use-words';
import { FileField } from './file-field';
import { ImportProgress } from './import-progress';
import { ImportResult } from './import-result';
import { useImport } from './use-import';
import { YearField } from './year-field';

const rejected = ({ projects }: TargetDocumentAnswer): number => projects.filter(({ outcome }) => outcome === 'rejected').length;

/** 导入与审核: check a published document first, then register what it says. */
export function DocumentsPage() {
  const words = useWords().documents;
  const moment = useMoment();
  const [file, setFile] = useState<File | null>(null);
  const [missing, setMissing] = useState(false);
  const [fiscalYear, setFiscalYear] = useState<number | null>(moment.fiscalYear ?? null);
  const [acceptValid, setAcceptValid] = useState(false);
  const { state, start, forget, running } = useImport();

  const send = (dryRun: boolean) => {
    setMissing(file === null);
    if (file !== null) void start({ file, fiscalYear, dryRun, acceptValid });
  };
  const choose = (chosen: File | null) => {
    setFile(chosen);
    setMissing(false);
    forget();
  };

  return (
    <Page title={words.title} note={words.note}>
      <div className="import">
        <FileField file={file} onChoose={choose} problem={missing ? words.chooseFirst : null} />
        <div className="import-choices">
          <YearField year={fiscalYear} onChange={setFiscalYear} />
          <Checkbox checked={acceptValid} onChange={({ target }) => setAcceptValid(target.checked)}>
            {words.acceptValid}
          </Checkbox>
        </div>
        <div className="import-actions">
          <Button size="large" disabled={running} onClick={() => send(true)}>
            {words.check}
          </Button>
          <Button size="large" type="primary" disabled={running} onClick={() => send(false)}>
            {words.import}
          </Button>
        </div>
        <ImportProgress stage={state.stage} />
      </div>
      {state.problem === null ? null : (
        <ProblemNote problem={state.problem} explained={state.answer === null ? undefined : words.rejectedNote(rejected(state.answer))} />
      )}
      {state.answer === null ? null : <ImportResult answer={state.answer} refused={state.problem !== null} />}
    </Page>
  );
}
