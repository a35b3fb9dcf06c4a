import { useSearchParams } from 'react-router';
import { changedParams } from './address';

type Changes = Readonly<Record<string, string | undefined>>;

/** Filters that live in the address: what stands there, and how to change it. */
export function useFilters() {
  const [search, setSearch] = useSearchParams();
  return {
    of: (name: string): string | undefined => search.get(name) ?? undefined,
    change: (changes: Changes): void => setSearch((present) => changedParams(present, changes)),
    /** While typing: the address follows without a step of its own in the history. */
    retype: (changes: Changes): void => setSearch((present) => changedParams(present, changes), { replace: true }),
  };
}
