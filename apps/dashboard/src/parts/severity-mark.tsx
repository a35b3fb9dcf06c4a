import type { AlertRowView } from '@budget/contracts';
import type { MilestoneStatus } from '../figures/milestone-status';
import { useWords } from '../words/use-words';
import { StatusMark } from './status-mark';

type Severity = AlertRowView['severity'];

const looks: Readonly<Record<Severity, MilestoneStatus>> = { red: 'severe', yellow: 'behind', info: 'watch' };

export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const words = useWords();
  return <StatusMark status={looks[severity]}>{words.alerts.severities[severity]}</StatusMark>;
}
