import { pointsGap } from '../figures/gap';
import { useWords } from '../words/use-words';

type GapTextProps = {
  readonly actual: string | null;
  readonly planned: string | null;
  /** For a gap that nobody is warned about, such as the one to 序时进度: it is not written in red. */
  readonly plain?: boolean;
};

/** 落后 / 超前 in percentage points; never a bare minus sign. */
export function GapText({ actual, planned, plain = false }: GapTextProps) {
  const words = useWords();
  const gap = pointsGap(actual, planned);
  return (
    <span className={gap?.side === 'behind' && !plain ? 'gap gap--behind' : 'gap'}>
      {gap === null ? '—' : words.gap[gap.side](gap.points)}
    </span>
  );
}
