import type { WarningView } from '@budget/contracts';
import { inLanguage } from '../words/in-language';
import { useLanguage } from '../words/use-words';

/** What was recorded and should be looked at all the same, in the reader's language. */
export function WarningList({ warnings }: { readonly warnings: readonly WarningView[] }) {
  const language = useLanguage();
  return warnings.map(({ code, message }) => (
    <p key={`${code}${message}`} className="warning-line">
      <span aria-hidden="true">▲</span> {inLanguage(message, language)}
    </p>
  ));
}
