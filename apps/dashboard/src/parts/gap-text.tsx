import { pointsGap } from '../figures/gap';
import { useWords } from '../words/use-words';

/** 落后 / 超前 in percentage points; never a bare minus sign. */
export function GapText({ actual, planned }: { readonly actual: string | null; readonly planned: string | null }) {
  const words = useWords();
  const gap = pointsGap(actual, planned);
  return <span className={gap?.side === 'behind' ? 'gap gap--behind' : 'gap'}>{gap === null ? '—' : words.gap[gap.side](gap.points)}</span>;
}
