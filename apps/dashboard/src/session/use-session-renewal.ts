import { useEffect } from 'react';
import { write } from '../api/client';
import { newKey } from '../api/new-key';
import { session } from './session';
import { useSession } from './use-session';

const LOCK = 'budget-monitor.renewal';
const LONGEST_TIMER_MS = 2_000_000_000;

/** Renews the session before it expires; of several tabs the first one does it for all. */
export function useSessionRenewal(): void {
  const renewAt = useSession()?.renewAt;
  useEffect(() => {
    if (renewAt === undefined) return undefined;
    const timer = setTimeout(() => void renewOnce(), Math.min(Math.max(renewAt - Date.now(), 0), LONGEST_TIMER_MS));
    const wake = () => void renewOnce();
    document.addEventListener('visibilitychange', wake);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [renewAt]);
}

const renewOnce = (): Promise<void> =>
  'locks' in navigator ? navigator.locks.request(LOCK, renewIfDue).then(() => undefined) : renewIfDue();

async function renewIfDue(): Promise<void> {
  const present = session.current();
  if (present === null || Date.now() < present.renewAt) return;
  // A refusal ends the session in the client; a broken line is tried again when the tab is looked at next.
  const renewed = await write('renewSession', { params: {}, query: {}, idempotencyKey: newKey() }).catch(() => null);
  if (renewed !== null) session.begin(renewed.answer);
}
