import { Button, Form, Input } from 'antd';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem';
import { write } from '../api/client';
import { newKey } from '../api/new-key';
import { fieldProblems } from '../parts/field-problems';
import { ProblemNote } from '../parts/problem-note';
import { session } from '../session/session';
import { useLanguage, useWords } from '../words/use-words';

type Filled = { readonly currentPassword: string; readonly newPassword: string; readonly repeated: string };

const FIELDS = ['currentPassword', 'newPassword'] as const;

/** A new password of one's own. Every other session ends; this one goes on with the token of the answer. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const { password: words, users } = useWords();
  const language = useLanguage();
  const [form] = Form.useForm<Filled>();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [sending, setSending] = useState(false);

  const send = async ({ currentPassword, newPassword }: Filled) => {
    setSending(true);
    try {
      const body = { currentPassword, newPassword };
      const { answer } = await write('changePassword', { params: {}, query: {}, body, idempotencyKey: newKey() });
      session.begin(answer);
      onChanged();
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure;
      form.setFields(fieldProblems(failure, FIELDS, language));
      setProblem(failure);
      setSending(false);
    }
  };

  return (
    <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={(filled) => void send(filled)}>
      <p className="hint">{words.explain}</p>
      {problem === null ? null : <ProblemNote problem={problem} fields={FIELDS} />}
      <Form.Item name="currentPassword" label={words.current} rules={[{ required: true, message: words.currentMissing }]}>
        <Input type="password" autoComplete="current-password" maxLength={200} />
      </Form.Item>
      <Form.Item name="newPassword" label={words.next} rules={[{ required: true, min: 10, message: users.passwordRule }]}>
        <Input type="password" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="repeated"
        label={words.repeated}
        dependencies={['newPassword']}
        rules={[
          {
            validator: (_, repeated: string | undefined) =>
              repeated === form.getFieldValue('newPassword') ? Promise.resolve() : Promise.reject(new Error(words.differs)),
          },
        ]}
      >
        <Input type="password" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={sending}>
        {words.submit}
      </Button>
    </Form>
  );
}
