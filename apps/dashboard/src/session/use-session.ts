import { useSyncExternalStore } from 'react';
import { session, type Session } from './session';

/** The signed-in user's session, or null. Changes in every tab at once. */
export const useSession = (): Session | null => useSyncExternalStore(session.subscribe, session.current);
