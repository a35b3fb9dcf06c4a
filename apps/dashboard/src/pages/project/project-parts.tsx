import { useLocation, useSearchParams, Link } from 'react-router';
import { useWords } from '../../words/use-words';

/** Jumps to the parts of this long page. */
export function ProjectParts() {
  const words = useWords().project;
  const { pathname } = useLocation();
  const [search] = useSearchParams();
  const parts = {
    'burn-up': words.burnUp,
    milestones: words.milestones,
    indicators: words.indicators,
    findings: words.findings,
    alerts: words.alerts,
    ledger: words.ledger,
    events: words.events,
  };
  return (
    <ul className="parts" aria-label={words.parts}>
      {Object.entries(parts).map(([id, name]) => (
        <li key={id}>
          <Link to={{ pathname, search: search.toString(), hash: id }} replace>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
