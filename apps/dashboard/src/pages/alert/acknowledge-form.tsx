import type { AlertView } from '@budget/contracts';
import { Button, Form, Input } from 'antd';
import { useWrite } from '../../api/use-write';
import { shanghaiMinute } from '../../figures/shanghai-time';
import { ProblemNote } from '../../parts/problem-note';
import { Section } from '../../parts/section';
import { usePeople } from '../../parts/use-people';
import { may } from '../../session/permissions';
import { useSession } from '../../session/use-session';
import { useWords } from '../../words/use-words';

type Filled = { readonly note?: string };

/** 确认: says that somebody has seen the alert; only money that catches up closes it. */
export function AcknowledgeForm({ alert }: { readonly alert: AlertView }) {
  const words = useWords().alert;
  const person = usePeople();
  const user = useSession()?.user;
  const acknowledge = useWrite('acknowledgeAlert', () => undefined);
  const known = [
    ...(alert.acknowledgedBy === null ? [] : [words.acknowledgedBy(person(alert.acknowledgedBy))]),
    ...(alert.resolvedAt === null ? [] : [words.resolvedAt(shanghaiMinute(alert.resolvedAt))]),
  ];
  if (known.length > 0) {
    return (
      <p className="done" role="alert">
        {known.join(' ')}
      </p>
    );
  }
  if (user === undefined || !may(user, 'acknowledgeAlerts')) return null;
  return (
    <Section title={words.acknowledgeTitle}>
      {acknowledge.isError ? <ProblemNote problem={acknowledge.error} /> : null}
      <Form<Filled>
        layout="vertical"
        className="narrow-form"
        onFinish={({ note }) =>
          acknowledge.mutate({
            params: { id: alert.id },
            query: {},
            body: note === undefined || note.trim() === '' ? {} : { note },
          })
        }
      >
        <Form.Item name="note" label={words.note}>
          <Input.TextArea rows={2} maxLength={1000} placeholder={words.noteHint} />
        </Form.Item>
        <Button type="primary" htmlType="submit" disabled={acknowledge.isPending}>
          {words.acknowledge}
        </Button>
      </Form>
    </Section>
  );
}
