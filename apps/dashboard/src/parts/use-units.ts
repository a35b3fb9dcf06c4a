import { useMoment } from '../address/use-moment';
import { useRead } from '../api/use-read';

/** The units that the reader may see in this year. */
export function useUnits(): readonly { readonly code: string; readonly name: string }[] {
  return useRead('getSummary', { query: useMoment() }).data?.units ?? [];
}
