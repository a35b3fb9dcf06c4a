import { Select } from 'antd';
import { useFilters } from '../address/use-filters';
import { useWords } from '../words/use-words';

type ChoiceFilterProps = { readonly param: string; readonly name: string; readonly choices: Readonly<Record<string, string>> };

/** One of a few choices, or all; part of the address. */
export function ChoiceFilter({ param, name, choices }: ChoiceFilterProps) {
  const words = useWords();
  const { of, change } = useFilters();
  return (
    <Select
      aria-label={name}
      className="filter"
      value={of(param) ?? ''}
      onChange={(value: string) => change({ [param]: value })}
      options={[{ value: '', label: words.list.allOf(name) }, ...Object.entries(choices).map(([value, label]) => ({ value, label }))]}
    />
  );
}
