import { GLYPH, type MilestoneStatus } from '../figures/milestone-status';
import { useWords } from '../words/use-words';

/** Colour, shape and word together. */
export function StatusMark({ status, children }: { readonly status: MilestoneStatus; readonly children?: string }) {
  const words = useWords();
  return (
    <span className={`mark mark--${status}`}>
      <span aria-hidden="true">{GLYPH[status]}</span> {children ?? words.status[status]}
    </span>
  );
}
