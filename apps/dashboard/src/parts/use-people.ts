import { useQuery } from '@tanstack/react-query';
import { readAll } from '../api/read-all';
import { personText } from '../figures/person-text';
import { useWords } from '../words/use-words';

const AGAIN_MS = 300_000;
const NOBODY: ReadonlyMap<string, string> = new Map();

/** What to call an account on screen. Names change seldom: they are read every five minutes, not with every event. */
export function usePeople(): (account: string) => string {
  const words = useWords().people;
  const names = useQuery<ReadonlyMap<string, string>>({
    queryKey: ['people'],
    queryFn: async ({ signal }) => {
      const { items } = await readAll('listUserNames', { params: {}, query: {}, signal });
      return new Map(items.map(({ username, displayName }) => [username, displayName]));
    },
    staleTime: 'static',
    refetchInterval: AGAIN_MS,
  });
  return (account) => personText(account, names.data ?? NOBODY, words);
}
