import { Checkbox, Segmented } from 'antd';
import { useId } from 'react';
import type { AmountUnit } from '../figures/amount-text';
import { changeReading, useReadingPreferences } from '../theme/reading-preferences';
import { useWords } from '../words/use-words';

/** 元 or 万元, large type, high contrast. */
export function ReadingMenu() {
  const words = useWords();
  const group = useId();
  const { amountUnit, largeType, highContrast } = useReadingPreferences();
  return (
    <div className="reading" role="group" aria-label={words.app.reading}>
      <Segmented<AmountUnit>
        name={group}
        size="small"
        aria-label={words.units.switchTo}
        value={amountUnit}
        options={[
          { value: 'wan', label: words.units.wan },
          { value: 'yuan', label: words.units.yuan },
        ]}
        onChange={(value) => changeReading({ amountUnit: value })}
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
