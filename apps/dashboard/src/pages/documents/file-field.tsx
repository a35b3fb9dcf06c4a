import { useId, useState } from 'react';
import { useWords } from '../../words/use-words';

type FileFieldProps = { readonly file: File | null; readonly onChoose: (file: File | null) => void; readonly problem: string | null };

/** A file field as large as its frame: a click, a key or a dropped file all reach the same input. */
export function FileField({ file, onChoose, problem }: FileFieldProps) {
  const words = useWords().documents;
  const id = useId();
  const [over, setOver] = useState(false);
  return (
    <div className={over ? 'file-field file-field--over' : 'file-field'}>
      <label htmlFor={id}>{words.file}</label>
      <p id={`${id}-state`} className={problem === null ? 'soft' : 'field-problem'}>
        {problem ?? (file === null ? words.drop : words.chosen(file.name, sizeText(file.size)))}
      </p>
      <input
        id={id}
        type="file"
        accept=".txt,text/plain"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-state`}
        onDragEnter={() => setOver(true)}
        onDragLeave={() => setOver(false)}
        onDrop={() => setOver(false)}
        onChange={({ target }) => onChoose(target.files?.[0] ?? null)}
      />
    </div>
  );
}

const sizeText = (bytes: number): string => (bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`);
