import { useMemo } from 'react';
import { KeptLink } from '../../address/kept-link';
import { Amount } from '../../parts/amount';
import { useWords } from '../../words/use-words';
import { HeatCellLink } from './heat-cell';
import { heatRows, plannedTotal, type Board } from './heat-map';

type HeatTableProps = { readonly boards: readonly Board[]; readonly labels: Readonly<Record<string, string>> };

/** A real table: row headers are projects, column headers checkpoints, and every cell leads on. */
export function HeatTable({ boards, labels }: HeatTableProps) {
  const { milestones: words, checkpoint } = useWords();
  const rows = useMemo(() => heatRows(boards), [boards]);
  return (
    <div className="scroll-frame" tabIndex={0} role="group" aria-label={words.title}>
      <table className="heat">
        <caption className="visually-hidden">{words.note}</caption>
        <thead>
          <tr>
            <th scope="col">{words.project}</th>
            <th scope="col" className="number heat-budget">
              {words.budget}
            </th>
            <th scope="col" className="number">
              {words.short}
              <span className="under">{words.shortAt}</span>
            </th>
            {boards.map(({ date }) => (
              <th key={date} scope="col" className="heat-date">
                {checkpoint(labels[date] ?? date)}
                <span className="under">{date}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.projectCode}>
              <th scope="row">
                <KeptLink to={`/projects/${row.projectCode}`}>{row.name}</KeptLink>
                <span className="under">{row.unit}</span>
              </th>
              <td className="number heat-budget">
                <Amount of={row.budget} />
              </td>
              <td className="number">
                <Amount of={row.short} />
              </td>
              {boards.map(({ date }) => (
                <td key={date} className="heat-place">
                  <HeatCellLink cell={row.cells[date]} projectCode={row.projectCode} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            <td className="heat-budget" />
            <td />
            {boards.map((board) => (
              <td key={board.date} className="heat-total">
                <Amount of={plannedTotal(board)} />
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
