import { KeptLink } from '../../address/kept-link';
import { GLYPH } from '../../figures/milestone-status';
import { percentText } from '../../figures/percent-text';
import { useWords } from '../../words/use-words';
import type { HeatCell } from './heat-map';

type HeatCellLinkProps = { readonly cell: HeatCell | undefined; readonly projectCode: string };

/** Glyph, word and distance; a blank checkpoint is a dash without any light. */
export function HeatCellLink({ cell, projectCode }: HeatCellLinkProps) {
  const words = useWords();
  if (cell === undefined) return null;
  const to = `/projects/${projectCode}#milestones`;
  if (cell.kind === 'blank') {
    const carried = cell.carried === 'no-checkpoint' || cell.carried === 'pending';
    return (
      <KeptLink to={to} className="heat-cell heat-cell--blank">
        <span>{words.milestones.blank}</span>
        <span className="under">{carried ? words.milestones.blankWord : words.milestones.carried(words.shortStatus[cell.carried])}</span>
      </KeptLink>
    );
  }
  return (
    <KeptLink to={to} className={`heat-cell heat-cell--${cell.status}`}>
      <span>
        <span aria-hidden="true">{GLYPH[cell.status]}</span>{' '}
        {cell.judgedFirst === null ? words.shortStatus[cell.status] : words.milestones.now(words.shortStatus[cell.status])}
      </span>
      <span className="under">
        {cell.gap === null ? words.milestones.planned(percentText(cell.plannedPercent)) : words.heatGap[cell.gap.side](cell.gap.points)}
      </span>
      {cell.judgedFirst === null ? null : (
        <span className="under judged">≠ {words.milestones.judgedFirst(words.shortStatus[cell.judgedFirst])}</span>
      )}
      {cell.judgedLast === null ? null : (
        <span className="under judged">≠ {words.milestones.judgedLast(words.shortStatus[cell.judgedLast])}</span>
      )}
    </KeptLink>
  );
}
