import { Input } from 'antd';
import { useEffect, useState } from 'react';
import { useFilters } from '../address/use-filters';

const TYPING_MS = 300;

type SearchFilterProps = { readonly param?: string; readonly name: string; readonly hint: string };

/** Free text that becomes part of the address once the reader stops typing. */
export function SearchFilter({ param = 'q', name, hint }: SearchFilterProps) {
  const { of, retype } = useFilters();
  const inAddress = of(param) ?? '';
  const [typed, setTyped] = useState(inAddress);
  useEffect(() => setTyped(inAddress), [inAddress]);
  useEffect(() => {
    if (typed === inAddress) return undefined;
    const timer = setTimeout(() => retype({ [param]: typed }), TYPING_MS);
    return () => clearTimeout(timer);
    // The address is written only after a change of the typed text.
  }, [typed]);
  return (
    <Input
      type="search"
      aria-label={name}
      placeholder={hint}
      className="filter-wide"
      value={typed}
      maxLength={100}
      onChange={({ target }) => setTyped(target.value)}
      onPressEnter={() => retype({ [param]: typed })}
    />
  );
}
