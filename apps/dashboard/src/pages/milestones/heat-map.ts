import type { BoardRowView } from '@budget/contracts';
import { Money } from '@budget/kernel';
import { byAmountDescending, pointsGap, shortOf, type PointsGap } from '../../figures/gap';
import type { MilestoneStatus } from '../../figures/milestone-status';

/** A project at a checkpoint. "blank": the plan states nothing there, so it has no light of its own, only a state carried on. */
export type HeatCell =
  | { readonly kind: 'blank'; readonly carried: MilestoneStatus }
  | {
      readonly kind: 'stated';
      readonly status: MilestoneStatus;
      readonly plannedPercent: string;
      readonly actualPercent: string | null;
      /** null while the checkpoint is not due. */
      readonly gap: PointsGap | null;
      /** The light of the cut-off, when what is known now gives another one. */
      readonly judgedFirst: MilestoneStatus | null;
      /** The light of the last judgement, when it is neither that of the cut-off nor the present one. */
      readonly judgedLast: MilestoneStatus | null;
    };

export type HeatRow = {
  readonly projectCode: string;
  readonly name: string;
  readonly unit: string;
  readonly budget: string;
  /** 应支未支 at the last due checkpoint, in 元. */
  readonly short: string;
  readonly cells: Readonly<Record<string, HeatCell>>;
};

export type Board = { readonly date: string; readonly rows: readonly BoardRowView[] };

/** One row a project, the most money behind plan first. */
export function heatRows(boards: readonly Board[]): readonly HeatRow[] {
  const rows = new Map<string, HeatRow>();
  for (const { date, rows: board } of [...boards].sort((left, right) => (left.date < right.date ? -1 : 1))) {
    for (const row of board) {
      const before = rows.get(row.projectCode);
      rows.set(row.projectCode, {
        projectCode: row.projectCode,
        name: row.projectName,
        unit: row.unit.name,
        budget: row.budget.current.total,
        short: row.status === 'pending' ? (before?.short ?? Money.zero.toText()) : shortOf(row.plannedAmount, row.actualAmount),
        cells: { ...before?.cells, [date]: heatCell(row) },
      });
    }
  }
  return [...rows.values()].sort(
    (left, right) => byAmountDescending(left.short, right.short) || (left.projectCode < right.projectCode ? -1 : 1),
  );
}

export function heatCell(row: BoardRowView): HeatCell {
  if (!row.stated) return { kind: 'blank', carried: row.status };
  const due = row.status !== 'pending';
  const first = row.firstJudged?.status ?? row.status;
  const last = row.judged?.status ?? row.status;
  return {
    kind: 'stated',
    status: row.status,
    plannedPercent: row.plannedPercent,
    actualPercent: row.actualPercent,
    gap: due ? pointsGap(row.actualPercent, row.plannedPercent) : null,
    judgedFirst: due && first !== row.status ? first : null,
    judgedLast: due && last !== row.status && last !== first ? last : null,
  };
}

/** What the plans of all projects ask for by this date, in 元. */
export const plannedTotal = (board: Board): string => Money.sum(board.rows.map((row) => Money.parse(row.plannedAmount))).toText();
