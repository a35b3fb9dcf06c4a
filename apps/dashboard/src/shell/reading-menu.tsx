import { Checkbox, Radio } from 'antd';
import { changeReading, useReadingPreferences } from '../theme/reading-preferences';
import { useWords } from '../words/use-words';

/** 元 or 万元, large type, high contrast. */
export function ReadingMenu() {
  const words = useWords();
  const { amountUnit, largeType, highContrast } = useReadingPreferences();
  return (
    <div className="reading" role="group" aria-label={words.app.reading}>
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        size="small"
        aria-label={words.units.switchTo}
        value={amountUnit}
        options={(['wan', 'yuan'] as const).map((value) => ({ value, label: words.units[value] }))}
        onChange={({ target }) => changeReading({ amountUnit: target.value === 'yuan' ? 'yuan' : 'wan' })}
      />
      <Checkbox checked={largeType} onChange={({ target }) => changeReading({ largeType: target.checked })}>
        {words.app.largeType}
      </Checkbox>
      <Checkbox checked={highContrast} onChange={({ target }) => changeReading({ highContrast: target.checked })}>
        {words.app.highContrast}
      </Checkbox>
    </div>
  );
}
