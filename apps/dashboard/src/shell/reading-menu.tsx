import { Checkbox } from 'antd';
import { changeReading, useReadingPreferences } from '../theme/reading-preferences';
import { useWords } from '../words/use-words';

/** Exact 元 instead of 万元, large type, high contrast. */
export function ReadingMenu() {
  const words = useWords();
  const { amountUnit, largeType, highContrast } = useReadingPreferences();
  return (
    <div className="reading" role="group" aria-label={words.app.reading}>
      <Checkbox checked={amountUnit === 'yuan'} onChange={({ target }) => changeReading({ amountUnit: target.checked ? 'yuan' : 'wan' })}>
        {words.app.exactYuan}
      </Checkbox>
      <Checkbox checked={largeType} onChange={({ target }) => changeReading({ largeType: target.checked })}>
        {words.app.largeType}
      </Checkbox>
      <Checkbox checked={highContrast} onChange={({ target }) => changeReading({ highContrast: target.checked })}>
        {words.app.highContrast}
      </Checkbox>
    </div>
  );
}
