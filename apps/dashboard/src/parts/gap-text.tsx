import { pointsGap } from '../figures/gap';
import { useWords } from '../words/use-words';

type GapTextProps = {
  readonly actual: string | null;
  readonly planned: string | null;
  /** The gap to 序时进度, which nobody is warned about: it is not written in red. */
  readonly toTime?: boolean;
};

/** 落后 / 超前 in percentage points; never a bare minus sign. */
export function GapText({ actual, planned, toTime = false }: GapTextProps) {
  const words = useWords();
  const gap = pointsGap(actual, planned);
  return (
    <span className={gap?.side === 'behind' && !toTime ? 'gap gap--behind' : 'gap'}>
      {gap === null ? '—' : gap.side === 'even' && toTime ? words.gap.evenWithTime : words.gap[gap.side](gap.points)}
    </span>
  );
}
