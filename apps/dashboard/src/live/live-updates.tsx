import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { readingPosition } from '../api/reading-position';
import { useSession } from '../session/use-session';
import type { LiveState } from './follow-events';
import { followInOneTab } from './live-tabs';

const LiveContext = createContext<LiveState>('connecting');

/** Whether the figures on screen follow the events as they happen. */
export const useLiveState = (): LiveState => useContext(LiveContext);

/** Events come in bursts (a bulk file, a cut-off): one refresh for all that arrive within this time. */
const GATHER_MS = 400;
const FASTEST_REFRESH_MS = 2_000;

/** Refreshes what is on screen when the live stream says that something happened. */
export function LiveUpdates({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<LiveState>('connecting');
  const queries = useQueryClient();
  const username = useSession()?.user.username;

  useEffect(() => {
    if (username === undefined) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = 0;
    let wasInterrupted = false;
    const refreshSoon = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          refreshedAt = Date.now();
          void queries.invalidateQueries();
        },
        Math.max(GATHER_MS, refreshedAt + FASTEST_REFRESH_MS - Date.now()),
      );
    };
    const leave = followInOneTab((news) => {
      if (news.kind === 'event') {
        readingPosition.reached(news.position);
        refreshSoon();
        // A tab that joined later hears no opening: an event is proof enough.
        setState('live');
        return;
      }
      if (news.state === 'live' && wasInterrupted) refreshSoon();
      wasInterrupted = news.state === 'waiting' || (wasInterrupted && news.state === 'connecting');
      setState(news.state);
    });
    return () => {
      clearTimeout(timer);
      leave();
    };
  }, [username, queries]);

  return <LiveContext.Provider value={state}>{children}</LiveContext.Provider>;
}
