import { Select } from 'antd';
import { useFilters } from '../../address/use-filters';
import { useWords } from '../../words/use-words';
import { SORTS, type Sort } from './project-sort';

export function SortSelect({ sort }: { readonly sort: Sort }) {
  const words = useWords().projects;
  const { change } = useFilters();
  return (
    <Select<Sort>
      aria-label={words.sort}
      className="filter-wide"
      value={sort}
      onChange={(value) => change({ sort: value === 'code' ? undefined : value })}
      options={SORTS.map((value) => ({ value, label: `${words.sort}${words.colon}${words.sorts[value]}` }))}
    />
  );
}
