import { useEffect, type ReactNode } from 'react';
import { useWords } from '../words/use-words';

type PageProps = { readonly title: string; readonly note?: ReactNode; readonly actions?: ReactNode; readonly children: ReactNode };

/** A page with its one heading, which also names the browser tab. */
export function Page({ title, note, actions, children }: PageProps) {
  const words = useWords();
  useEffect(() => {
    document.title = `${title} · ${words.app.name}`;
  }, [title, words]);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {note === undefined ? null : <div className="page-note">{note}</div>}
        </div>
        {actions === undefined ? null : <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </>
  );
}
