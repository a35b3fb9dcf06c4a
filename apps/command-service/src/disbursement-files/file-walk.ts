import { projectBudgetDecider, projectBudgetStream, type ProjectBudget } from '@budget/domain/project-budget';
import type { LocalDate } from '@budget/kernel';
import type { Append, NewEvent } from '@budget/ports';
import { eventIdFor, type Caller } from '@budget/adapters/nest-platform';
import type { PaymentFileHeader } from '@budget/payment-files';
import type { ProjectBudgets } from '../budget/project-budgets';
import { decideRow, type RowRejection } from './decide-row';
import { headerOf, type RowErrors } from './file-reading';
import { columnOf, wordsOf } from './row-words';
import type { StagedRows } from './staged-rows';

export type Walked = { readonly recorded: number; readonly duplicates: number };

type Walk = {
  readonly staged: StagedRows;
  readonly budgets: ProjectBudgets;
  readonly scope: Caller['scope'];
  readonly today: LocalDate;
  readonly commandId: string;
  readonly header: PaymentFileHeader;
  readonly errors: RowErrors;
  /** What a page of rows of one project becomes; pages of a project come in order, the first one first. */
  readonly take: (append: Append) => Promise<void>;
  readonly onRows: (rows: number) => void;
};

/** Goes through a file project by project, each row upon the state that the rows before it have left. */
export async function walkFile(walk: Walk): Promise<Walked> {
  let [recorded, duplicates, rows] = [0, 0, 0];
  for (const project of await walk.staged.projects()) {
    const known = await walk.budgets.current(project);
    let state = inScope(known.state, walk.scope);
    let version = known.version;
    for await (const page of walk.staged.of(project)) {
      const events: NewEvent[] = [];
      const place = `${walk.commandId}/${projectBudgetStream(project)}@${version ?? 'no-stream'}`;
      for (const { row, value } of page) {
        const decided = decideRow(state, value, walk.today);
        if (decided.outcome === 'refused') walk.errors.add(errorOf(walk.header, row, decided.rejection));
        if (decided.outcome === 'duplicate') duplicates += 1;
        if (decided.outcome !== 'new') continue;
        recorded += 1;
        state = decided.events.reduce(projectBudgetDecider.evolve, state);
        events.push(...decided.events.map((event, index) => ({ ...event, id: eventIdFor(place, events.length + index) })));
      }
      if (events.length > 0) await walk.take({ stream: projectBudgetStream(project), expected: version ?? 'no-stream', events });
      version = (version ?? -1n) + BigInt(events.length);
      rows += page.length;
      walk.onRows(rows);
    }
  }
  return { recorded, duplicates };
}

/** A project of another unit is like one that is not there: its existence is not given away. */
const inScope = (state: ProjectBudget, scope: Caller['scope']): ProjectBudget =>
  scope === 'all' || state.status === 'unknown' || scope.includes(state.targets.unit.code) ? state : projectBudgetDecider.initialState;

const errorOf = (header: PaymentFileHeader, row: number, rejection: RowRejection) => ({
  row,
  column: headerOf(header, columnOf(rejection)),
  code: rejection.kind,
  message: wordsOf(rejection),
});
