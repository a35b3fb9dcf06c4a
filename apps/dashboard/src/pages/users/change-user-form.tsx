import type { Role, SavedUserView, UserView } from '@budget/contracts';
import { Button, Checkbox, Form, Input } from 'antd';
import { useWrite } from '../../api/use-write';
import { fieldProblems } from '../../parts/field-problems';
import { ProblemNote } from '../../parts/problem-note';
import { useLanguage, useWords } from '../../words/use-words';
import { RoleFields } from './role-fields';

type Filled = {
  readonly displayName: string;
  readonly password?: string;
  readonly roles: Role[];
  readonly units?: string[];
  readonly active: boolean;
};
type ChangeUserFormProps = { readonly user: UserView; readonly onSaved: (user: SavedUserView) => void };

const FIELDS = ['displayName', 'password', 'roles', 'units', 'active'] as const;

export function ChangeUserForm({ user, onSaved }: ChangeUserFormProps) {
  const words = useWords();
  const language = useLanguage();
  const [form] = Form.useForm<Filled>();
  const change = useWrite('changeUser', ({ answer }) => onSaved(answer));
  const send = ({ password, units = [], ...filled }: Filled) =>
    change.mutate(
      {
        params: { username: user.username },
        query: {},
        body: { ...filled, units, ...(password === undefined || password === '' ? {} : { password }) },
      },
      { onError: (problem) => form.setFields(fieldProblems(problem, FIELDS, language)) },
    );
  return (
    <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={send} initialValues={user}>
      {change.isError ? <ProblemNote problem={change.error} fields={FIELDS} /> : null}
      <Form.Item
        name="displayName"
        label={words.users.displayName}
        rules={[{ required: true, whitespace: true, message: words.users.displayNameMissing }]}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="password" label={words.users.newPassword} rules={[{ min: 10, message: words.users.passwordRule }]}>
        <Input type="password" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <RoleFields />
      <Form.Item name="active" valuePropName="checked">
        <Checkbox>{words.users.keepActive}</Checkbox>
      </Form.Item>
      <Button type="primary" htmlType="submit" disabled={change.isPending}>
        {words.app.save}
      </Button>
    </Form>
  );
}
