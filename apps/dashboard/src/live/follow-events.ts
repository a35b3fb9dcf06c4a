import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { ApiProblem } from '../api/api-problem';
import { urlOf } from '../api/addresses';
import { authorised, refusedBy } from '../api/client';

export type LiveState = 'connecting' | 'live' | 'waiting';

type Following = {
  readonly signal: AbortSignal;
  readonly onMessage: (message: EventSourceMessage) => void;
  readonly onState: (state: LiveState) => void;
};

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** A line without even a heartbeat for so long is taken for broken. */
const SILENCE_MS = 90_000;

/**
 * Follows the live stream until `signal` aborts. Uses fetch, since EventSource cannot send the Authorization header;
 * resumes after the last event it saw and waits longer after each failure.
 */
export async function followEvents({ signal, onMessage, onState }: Following): Promise<void> {
  let lastEventId: string | undefined;
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    onState('connecting');
    await readStream(signal, lastEventId, {
      onOpen: () => {
        wait = FIRST_WAIT_MS;
        onState('live');
      },
      onMessage: (message) => {
        lastEventId = message.id ?? lastEventId;
        onMessage(message);
      },
    }).catch(() => undefined);
    if (signal.aborted) return;
    onState('waiting');
    await pause(wait, signal);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }
}

async function readStream(
  signal: AbortSignal,
  lastEventId: string | undefined,
  { onOpen, onMessage }: { onOpen: () => void; onMessage: (message: EventSourceMessage) => void },
): Promise<void> {
  const broken = new AbortController();
  const headers = authorised({ Accept: 'text/event-stream', ...(lastEventId === undefined ? {} : { 'Last-Event-ID': lastEventId }) });
  const answer = await fetch(urlOf('streamEvents', {}, {}), {
    headers,
    signal: AbortSignal.any([signal, broken.signal]),
    cache: 'no-store',
  });
  if (!answer.ok || answer.body === null) throw refusedBy('streamEvents', ApiProblem.of(answer.status, await answer.text()), headers);
  onOpen();

  const parser = createParser({ onEvent: onMessage });
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let silence = setTimeout(() => broken.abort(), SILENCE_MS);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(silence);
      silence = setTimeout(() => broken.abort(), SILENCE_MS);
      parser.feed(part.value);
    }
  } finally {
    clearTimeout(silence);
  }
}

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
