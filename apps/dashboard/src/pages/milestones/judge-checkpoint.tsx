import { Button, Modal } from 'antd';
import { useState } from 'react';
import { isNow } from '../../address/reading-moment';
import { useMoment } from '../../address/use-moment';
import { may } from '../../session/permissions';
import { useSession } from '../../session/use-session';
import { useWords } from '../../words/use-words';
import { JudgeForm, type Judged } from './judge-form';

/** 判定考核点, for those who may, while the page shows what is known now. */
export function JudgeCheckpoint({ onJudged }: { readonly onJudged: (judged: Judged) => void }) {
  const words = useWords().judging;
  const moment = useMoment();
  const user = useSession()?.user;
  const [opened, setOpened] = useState(false);
  if (user === undefined || !may(user, 'judgeMilestones') || !isNow(moment)) return null;
  return (
    <>
      <Button onClick={() => setOpened(true)}>{words.open}</Button>
      <Modal open={opened} onCancel={() => setOpened(false)} footer={null} destroyOnHidden title={words.open}>
        <JudgeForm
          onDone={(judged) => {
            setOpened(false);
            onJudged(judged);
          }}
        />
      </Modal>
    </>
  );
}
