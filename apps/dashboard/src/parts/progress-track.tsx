import { drawnPercent, percentText } from '../figures/percent-text';
import { useWords } from '../words/use-words';

type ProgressTrackProps = { readonly rate: string | null; readonly plan: string | null; readonly time: string };

/** Spent, planned and elapsed on one line from 0 to 100 %; the words below say the same. */
export function ProgressTrack({ rate, plan, time }: ProgressTrackProps) {
  const words = useWords().overview;
  return (
    <figure className="track" aria-label={words.track}>
      <svg viewBox="0 0 1000 34" preserveAspectRatio="none" aria-hidden="true">
        <rect x="0" y="9" width="1000" height="16" className="track-ground" />
        <rect x="0" y="9" width={drawnPercent(rate) * 10} height="16" className="track-actual" />
        <rect x={drawnPercent(plan) * 10 - 2} y="2" width="4" height="30" className="track-plan" />
        <line x1={drawnPercent(time) * 10} x2={drawnPercent(time) * 10} y1="2" y2="32" className="track-time" />
      </svg>
      <figcaption>
        <span className="key key--actual">{words.trackActual(percentText(rate))}</span>
        <span className="key key--plan">{words.trackPlan(percentText(plan))}</span>
        <span className="key key--time">{words.trackTime(percentText(time))}</span>
      </figcaption>
    </figure>
  );
}
