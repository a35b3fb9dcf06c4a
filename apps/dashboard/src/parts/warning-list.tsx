import type { WarningView } from '@budget/contracts';
import { inLanguage } from '../words/in-language';
import { useLanguage } from '../words/use-words';

/** What was recorded and should be looked at all the same, in the reader's language. */
export function WarningList({ warnings }: { readonly warnings: readonly WarningView[] }) {
  const language = useLanguage();
  return warnings.map(({ code, field, message }) => (
    <p key={`${code}${message}`} className="warning-line">
      <span aria-hidden="true">▲</span> {withoutField(inLanguage(message, language), field)}
    </p>
  ));
}

/** The service names the field of the request first; here it is plain from the page which is meant. */
const withoutField = (message: string, field: string): string =>
  message.startsWith(field) ? message.slice(field.length).replace(/^(：|: )/, '') : message;
