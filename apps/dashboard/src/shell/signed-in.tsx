import { Navigate, Outlet, useLocation } from 'react-router';
import { addressOf } from '../address/address';
import { session } from '../session/session';
import { useSession } from '../session/use-session';

/** Without a session every address leads to login, and back to itself afterwards. */
export function SignedIn() {
  const present = useSession();
  const { pathname, search, hash } = useLocation();
  if (present !== null) return <Outlet />;
  const wanted = session.ending() === 'left' ? undefined : `${pathname}${search}${hash}`;
  return <Navigate to={addressOf('/login', new URLSearchParams(search), { returnTo: wanted === '/' ? undefined : wanted })} replace />;
}
