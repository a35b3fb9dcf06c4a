import { useNavigate, useSearchParams } from 'react-router';
import { changedParams } from './address';

type Changes = Readonly<Record<string, string | undefined>>;

/** Filters that live in the address: what stands there, and how to change it. */
export function useFilters() {
  const [search] = useSearchParams();
  const navigate = useNavigate();
  // The address itself is read at the moment of the change: a change that waited must not undo one that came in between.
  const changed = (changes: Changes) => ({ search: changedParams(new URLSearchParams(window.location.search), changes).toString() });
  return {
    of: (name: string): string | undefined => search.get(name) ?? undefined,
    change: (changes: Changes): void => void navigate(changed(changes)),
    /** While typing: the address follows without a step of its own in the history. */
    retype: (changes: Changes): void => void navigate(changed(changes), { replace: true }),
  };
}
