import { Button } from 'antd';
import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { changedParams } from '../address/address';
import { useWords } from '../words/use-words';

type PagerProps = { readonly shown: number; readonly nextCursor: string | null };

/** Walks a list by cursor; the place in the list is part of the address. */
export function Pager({ shown, nextCursor }: PagerProps) {
  const words = useWords();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const { state } = useLocation() as { state: { readonly walked?: number } | null };
  const walked = state?.walked ?? 0;
  const atStart = search.get('cursor') === null;
  const go = (cursor: string | undefined, steps: number) =>
    void navigate({ search: changedParams(search, { cursor }).toString() }, { state: { walked: steps } });
  if (atStart && nextCursor === null) return <p className="pager">{words.list.shownAll(shown)}</p>;
  return (
    <div className="pager" role="group" aria-label={words.list.pages}>
      <span>{words.list.shown(shown)}</span>
      <Button disabled={atStart} onClick={() => go(undefined, 0)}>
        {words.list.first}
      </Button>
      <Button disabled={walked === 0} onClick={() => void navigate(-1)}>
        {words.list.previous}
      </Button>
      <Button disabled={nextCursor === null} onClick={() => go(nextCursor ?? undefined, walked + 1)}>
        {words.list.next}
      </Button>
    </div>
  );
}
