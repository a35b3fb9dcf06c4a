import { followEvents, type LiveState } from './follow-events';

/** What the tabs of a browser tell each other about the one stream they share. */
export type LiveNews =
  | { readonly kind: 'event'; readonly name: string; readonly position: string | null }
  | { readonly kind: 'state'; readonly state: LiveState };

type TabMessage = LiveNews | { readonly kind: 'joined' };

const NAME = 'budget-monitor.live';

/**
 * Of all tabs of a browser one holds the stream and passes its news on: browsers allow six connections to a host, and a
 * stream in each tab would use them up. Without locks (an intranet address without https) each tab holds its own.
 */
export function followInOneTab(onNews: (news: LiveNews) => void): () => void {
  const leaving = new AbortController();
  const shared = 'locks' in navigator;
  const channel = shared ? new BroadcastChannel(NAME) : null;
  let held: LiveNews | null = null;
  channel?.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
    if (data.kind !== 'joined') onNews(data);
    else if (held !== null) channel.postMessage(held);
  });
  channel?.postMessage({ kind: 'joined' });

  const tell = (news: LiveNews): void => {
    if (news.kind === 'state') held = news;
    onNews(news);
    if (!leaving.signal.aborted) channel?.postMessage(news);
  };
  const follow = () =>
    followEvents({
      signal: leaving.signal,
      onMessage: ({ event, id }) => tell({ kind: 'event', name: event ?? 'message', position: id ?? null }),
      onState: (state) => tell({ kind: 'state', state }),
    });

  if (shared) navigator.locks.request(NAME, { signal: leaving.signal }, follow).catch(() => undefined);
  else void follow();

  return () => {
    leaving.abort();
    channel?.close();
  };
}
