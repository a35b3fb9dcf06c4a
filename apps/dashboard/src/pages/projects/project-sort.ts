import type { ProjectListQuery } from '@budget/contracts';

export type Sort = ProjectListQuery['sort'];

export const SORTS = ['code', 'name', '-budget', 'budget', '-rate', 'rate', '-gap', 'gap'] as const satisfies readonly Sort[];

export const isSort = (text: string | null): text is Sort => SORTS.some((sort) => sort === text);
