import type { TargetDocumentAnswer } from '@budget/contracts';
import { useWords } from '../../words/use-words';

type Changes = NonNullable<TargetDocumentAnswer['projects'][number]['changes']>;

/** What the new text of a project says otherwise: field, old, new. */
export function ChangeList({ changes }: { readonly changes: Changes }) {
  const words = useWords().documents;
  if (changes.length === 0) return null;
  return (
    <table className="changes">
      <caption>{words.changes}</caption>
      <thead>
        <tr>
          <th scope="col">{words.changeField}</th>
          <th scope="col">{words.changeFrom}</th>
          <th scope="col">{words.changeTo}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, from, to }) => (
          <tr key={field}>
            <th scope="row">
              <code>{field}</code>
            </th>
            <td>
              <del>{from ?? words.blank}</del>
            </td>
            <td>
              <ins>{to ?? words.blank}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
