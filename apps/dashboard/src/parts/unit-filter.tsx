import { Select } from 'antd';
import { useFilters } from '../address/use-filters';
import { useWords } from '../words/use-words';
import { useUnits } from './use-units';

/** Chooses one unit; part of the address. Not shown to those who see only one. */
export function UnitFilter() {
  const words = useWords();
  const { of, change } = useFilters();
  const units = useUnits();
  if (units.length < 2 && of('unitCode') === undefined) return null;
  return (
    <Select
      aria-label={words.projects.unit}
      className="filter-wide"
      value={of('unitCode') ?? ''}
      onChange={(unitCode: string) => change({ unitCode })}
      options={[{ value: '', label: words.list.allUnits }, ...units.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))]}
    />
  );
}
