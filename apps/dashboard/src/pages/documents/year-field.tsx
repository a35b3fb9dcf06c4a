import { Select } from 'antd';
import { useId } from 'react';
import { useToday } from '../../shell/use-today';
import { useWords } from '../../words/use-words';

type YearFieldProps = { readonly year: number | null; readonly onChange: (year: number | null) => void };

/** The budget year of a document: usually as the document says. */
export function YearField({ year, onChange }: YearFieldProps) {
  const words = useWords();
  const id = useId();
  const today = useToday();
  const around = today === undefined ? year : Number(today.slice(0, 4));
  const years = around === null ? [] : [around + 1, around, around - 1, around - 2];
  return (
    <span className="inline-field">
      <label htmlFor={id}>{words.documents.year}</label>
      <Select<number>
        id={id}
        className="filter"
        value={year ?? 0}
        onChange={(value) => onChange(value === 0 ? null : value)}
        options={[
          { value: 0, label: words.documents.yearFromDocument },
          ...years.map((value) => ({ value, label: words.time.yearOption(value) })),
        ]}
      />
    </span>
  );
}
