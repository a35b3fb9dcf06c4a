import { useReadingPreferences } from '../theme/reading-preferences';
import { useWords } from '../words/use-words';

/** 单位：万元, at the top right of a table as on paper. */
export function UnitNote() {
  const { amountUnit } = useReadingPreferences();
  const words = useWords();
  return <span className="unit-note">{words.units.note(words.units[amountUnit])}</span>;
}
