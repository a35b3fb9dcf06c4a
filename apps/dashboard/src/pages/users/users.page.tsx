import type { SavedUserView, UserView } from '@budget/contracts';
import { Button, Modal, type TableProps } from 'antd';
import { useState } from 'react';
import { useRead } from '../../api/use-read';
import { Answered } from '../../parts/answered';
import { DataTable } from '../../parts/data-table';
import { Page } from '../../parts/page';
import { WarningList } from '../../parts/warning-list';
import { useWords } from '../../words/use-words';
import { ChangeUserForm } from './change-user-form';
import { CreateUserForm } from './create-user-form';

type Opened = { readonly kind: 'create' } | { readonly kind: 'change'; readonly user: UserView };

/** Who may do what, for which units. */
export function UsersPage() {
  const words = useWords();
  const { users } = words;
  const list = useRead('listUsers', { query: { limit: 500 } });
  const [opened, setOpened] = useState<Opened | null>(null);
  const [saved, setSaved] = useState<SavedUserView | null>(null);
  const close = (user: SavedUserView) => {
    setOpened(null);
    setSaved(user);
  };
  const columns: TableProps<UserView>['columns'] = [
    { title: users.username, dataIndex: 'username' },
    { title: users.displayName, dataIndex: 'displayName' },
    { title: users.roles, key: 'roles', render: (_, { roles }) => roles.map((role) => words.roles[role]).join(words.list.comma) },
    {
      title: users.units,
      key: 'units',
      className: 'wrapping',
      render: (_, { units }) => (units.length === 0 ? <span className="soft">{users.allUnits}</span> : units.join(words.list.comma)),
    },
    { title: users.active, key: 'active', render: (_, { active }) => (active ? `● ${users.isActive}` : `○ ${users.isInactive}`) },
    {
      title: users.actions,
      key: 'actions',
      render: (_, user) => (
        <Button size="small" onClick={() => setOpened({ kind: 'change', user })}>
          {users.edit}
        </Button>
      ),
    },
  ];
  return (
    <Page
      title={users.title}
      note={users.note}
      actions={
        <Button type="primary" onClick={() => setOpened({ kind: 'create' })}>
          {users.create}
        </Button>
      }
    >
      {saved === null ? null : (
        <div role="alert" className="done">
          <p>{users.saved(saved.username)}</p>
          <WarningList warnings={saved.warnings} />
        </div>
      )}
      <Answered read={list}>
        {({ items }) => <DataTable name={users.title} rows={items} rowKey="username" columns={columns} empty={users.empty} money={false} />}
      </Answered>
      <Modal
        open={opened !== null}
        onCancel={() => setOpened(null)}
        footer={null}
        destroyOnHidden
        title={opened?.kind === 'change' ? users.editTitle(opened.user.username) : users.create}
      >
        {opened?.kind === 'create' ? <CreateUserForm onSaved={close} /> : null}
        {opened?.kind === 'change' ? <ChangeUserForm user={opened.user} onSaved={close} /> : null}
      </Modal>
    </Page>
  );
}
