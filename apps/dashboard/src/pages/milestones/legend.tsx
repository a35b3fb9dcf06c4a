import { STATUSES } from '../../figures/milestone-status';
import { StatusMark } from '../../parts/status-mark';
import { useWords } from '../../words/use-words';

export function Legend() {
  const words = useWords().milestones;
  return (
    <ul className="legend" aria-label={words.legend}>
      {STATUSES.filter((status) => status !== 'no-checkpoint').map((status) => (
        <li key={status}>
          <StatusMark status={status} />
        </li>
      ))}
      <li>
        <span aria-hidden="true">{words.blank}</span> {words.blankWord}
      </li>
      <li className="soft">{words.pointsNote}</li>
      <li className="soft">{words.carriedNote}</li>
    </ul>
  );
}
