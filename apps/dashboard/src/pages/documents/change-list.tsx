import type { TargetDocumentAnswer } from '@budget/contracts';
import { Amount } from '../../parts/amount';
import { fieldName, type NamedParts } from '../../parts/field-name';
import { useWords } from '../../words/use-words';

type Changes = NonNullable<TargetDocumentAnswer['projects'][number]['changes']>;

/** What the new text of a project says otherwise: field, old, new. */
export function ChangeList({ changes, named }: { readonly changes: Changes; readonly named: NamedParts }) {
  const all = useWords();
  const words = all.documents;
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
            <th scope="row">{fieldName(field, all, named)}</th>
            <td>
              <del>
                <Value of={from} field={field} />
              </del>
            </td>
            <td>
              <ins>
                <Value of={to} field={field} />
              </ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Value({ of, field }: { readonly of: string | null; readonly field: string }) {
  const { blank } = useWords().documents;
  if (of === null) return blank;
  return field.startsWith('budget.') ? <Amount of={of} withUnit /> : of;
}
