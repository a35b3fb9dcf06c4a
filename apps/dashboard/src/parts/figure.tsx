import type { ReactNode } from 'react';

type FigureProps = { readonly name: string; readonly note?: ReactNode; readonly children: ReactNode };

/** One headline figure: its name above, what it rests on below. */
export function Figure({ name, note, children }: FigureProps) {
  return (
    <dl className="figure">
      <dt>{name}</dt>
      <dd className="figure-value">{children}</dd>
      {note === undefined ? null : <dd className="figure-note">{note}</dd>}
    </dl>
  );
}
