import { useWords } from '../words/use-words';

/** Stands where figures will be; says so to everybody. */
export function Loading({ lines = 4 }: { readonly lines?: number }) {
  const words = useWords();
  return (
    <div className="loading" aria-busy="true">
      <span className="visually-hidden">{words.app.loading}</span>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="loading-line" aria-hidden="true" />
      ))}
    </div>
  );
}
