import { Button } from 'antd';
import { session } from '../session/session';
import { useSession } from '../session/use-session';
import { useWords } from '../words/use-words';

/** Who is signed in, in which roles, and the way out. */
export function Account() {
  const words = useWords();
  const user = useSession()?.user;
  if (user === undefined) return null;
  return (
    <div className="account">
      <span>
        <strong>{user.displayName}</strong>{' '}
        <span className="soft">{user.roles.map((role) => words.roles[role]).join(words.list.comma)}</span>
      </span>
      <Button size="small" onClick={() => session.end('left')}>
        {words.app.signOut}
      </Button>
    </div>
  );
}
