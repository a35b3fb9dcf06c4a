import { Button, Modal } from 'antd';
import { useState } from 'react';
import { session } from '../session/session';
import { useSession } from '../session/use-session';
import { useWords } from '../words/use-words';
import { PasswordForm } from './password-form';

/** Who is signed in, in which roles, with the own password and the way out. */
export function Account() {
  const words = useWords();
  const user = useSession()?.user;
  const [dialog, setDialog] = useState<'closed' | 'form' | 'changed'>('closed');
  if (user === undefined) return null;
  return (
    <div className="account">
      <span>
        <strong>{user.displayName}</strong>{' '}
        <span className="soft">{user.roles.map((role) => words.roles[role]).join(words.list.comma)}</span>
      </span>
      <Button size="small" onClick={() => setDialog('form')}>
        {words.password.open}
      </Button>
      <Button size="small" onClick={() => session.end('left')}>
        {words.app.signOut}
      </Button>
      <Modal
        open={dialog !== 'closed'}
        onCancel={() => setDialog('closed')}
        footer={null}
        destroyOnHidden
        width={420}
        title={words.password.title(user.username)}
      >
        {dialog === 'changed' ? (
          <p role="alert" className="done">
            {words.password.done}
          </p>
        ) : (
          <PasswordForm onChanged={() => setDialog('changed')} />
        )}
      </Modal>
    </div>
  );
}
