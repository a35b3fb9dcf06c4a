import { amountText } from '../figures/amount-text';
import { useReadingPreferences } from '../theme/reading-preferences';
import { useWords } from '../words/use-words';

/** An amount in the unit the reader chose; the exact 元 also stand in the title. */
export function Amount({ of, withUnit = false }: { readonly of: string; readonly withUnit?: boolean }) {
  const { amountUnit } = useReadingPreferences();
  const words = useWords();
  const unit = withUnit ? ` ${words.units.after[amountUnit]}` : '';
  return (
    <span className="amount" title={`${amountText(of, 'yuan')} ${words.units.yuan}`}>
      {amountText(of, amountUnit)}
      {unit}
    </span>
  );
}
