import type { ReactNode } from 'react';
import { may, type Permission } from '../session/permissions';
import { useSession } from '../session/use-session';
import { Forbidden } from '../pages/elsewhere/forbidden.page';

/** A page for some roles; the others are told so. */
export function Permitted({ needs, children }: { readonly needs: Permission; readonly children: ReactNode }) {
  const user = useSession()?.user;
  return user !== undefined && may(user, needs) ? children : <Forbidden />;
}
