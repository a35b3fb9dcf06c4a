import type { Role, SavedUserView } from '@budget/contracts';
import { Button, Form, Input } from 'antd';
import { useWrite } from '../../api/use-write';
import { fieldProblems } from '../../parts/field-problems';
import { ProblemNote } from '../../parts/problem-note';
import { useLanguage, useWords } from '../../words/use-words';
import { RoleFields } from './role-fields';

type Filled = {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: Role[];
  readonly units?: string[];
};

const FIELDS = ['username', 'displayName', 'password', 'roles', 'units'] as const;

export function CreateUserForm({ onSaved }: { readonly onSaved: (user: SavedUserView) => void }) {
  const words = useWords().users;
  const language = useLanguage();
  const [form] = Form.useForm<Filled>();
  const create = useWrite('createUser', ({ answer }) => onSaved(answer));
  const send = ({ units = [], ...filled }: Filled) =>
    create.mutate(
      { params: {}, query: {}, body: { ...filled, units } },
      { onError: (problem) => form.setFields(fieldProblems(problem, FIELDS, language)) },
    );
  return (
    <Form<Filled> form={form} layout="vertical" requiredMark={false} onFinish={send}>
      {create.isError ? <ProblemNote problem={create.error} fields={FIELDS} /> : null}
      <Form.Item
        name="username"
        label={words.username}
        rules={[{ required: true, pattern: /^[a-z0-9][a-z0-9._-]{1,39}$/, message: words.usernameRule }]}
      >
        <Input autoComplete="off" maxLength={40} />
      </Form.Item>
      <Form.Item
        name="displayName"
        label={words.displayName}
        rules={[{ required: true, whitespace: true, message: words.displayNameMissing }]}
      >
        <Input autoComplete="off" maxLength={60} />
      </Form.Item>
      <Form.Item name="password" label={words.password} rules={[{ required: true, min: 10, message: words.passwordRule }]}>
        <Input type="password" autoComplete="new-password" maxLength={200} />
      </Form.Item>
      <RoleFields />
      <Button type="primary" htmlType="submit" disabled={create.isPending}>
        {words.create}
      </Button>
    </Form>
  );
}
