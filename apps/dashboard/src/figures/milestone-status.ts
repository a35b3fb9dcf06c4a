import type { ProjectRowView } from '@budget/contracts';

export type MilestoneStatus = ProjectRowView['status'];

/** Worst first, as a 通报 lists them. */
export const STATUSES = ['severe', 'behind', 'watch', 'met', 'no-checkpoint', 'pending'] as const satisfies readonly MilestoneStatus[];

/** Shape beside colour and word, so that nobody needs to tell red from green. */
export const GLYPH: Readonly<Record<MilestoneStatus, string>> = {
  severe: '▲',
  behind: '◆',
  watch: '◐',
  met: '●',
  'no-checkpoint': '○',
  pending: '▷',
};

export const isStatus = (text: string | null): text is MilestoneStatus => STATUSES.some((status) => status === text);
