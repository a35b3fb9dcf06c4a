import { useMemo } from 'react';
import { useSearchParams } from 'react-router';
import { momentOf, type Moment } from './reading-moment';

/** The moment that the present address looks at. */
export function useMoment(): Moment {
  const [search] = useSearchParams();
  return useMemo(() => momentOf(search), [search]);
}
