import { useLiveState } from '../live/live-updates';
import { useWords } from '../words/use-words';

/** Whether figures change by themselves as events arrive. */
export function LiveMark() {
  const words = useWords();
  const state = useLiveState();
  const word = { live: words.time.live, connecting: words.time.connecting, waiting: words.time.waiting }[state];
  return (
    <span className={`live live--${state}`}>
      <span aria-hidden="true">{state === 'live' ? '●' : '○'}</span> {word}
    </span>
  );
}
