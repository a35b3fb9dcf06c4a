import { read } from './client';
import type { Answer, Params, Query } from './contract-types';

type Paged = 'listProjects' | 'listDisbursements' | 'getBoard' | 'listMilestoneChecks' | 'listAlerts' | 'listUserNames';
type Items<Name extends Paged> = Answer<Name> extends { items: infer Rows } ? Rows : never;

const PAGE = 500;

/** Follows a list to its end, or to `most` rows; `complete` is false when there was more. */
export async function readAll<Name extends Paged>(
  name: Name,
  asked: { readonly params: Params<Name>; readonly query: Query<Name>; readonly signal?: AbortSignal; readonly most?: number },
): Promise<{ readonly items: Items<Name>; readonly complete: boolean }> {
  const { most = 10_000, ...rest } = asked;
  const items: unknown[] = [];
  let cursor: string | undefined;
  do {
    const page = await read<Paged>(name, { ...rest, query: { ...rest.query, limit: Math.min(PAGE, most), cursor } } as Parameters<
      typeof read<Paged>
    >[1]);
    items.push(...page.items);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined && items.length < most);
  return { items: items as Items<Name>, complete: cursor === undefined };
}
