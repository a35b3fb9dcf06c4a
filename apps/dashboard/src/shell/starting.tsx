import { Loading } from '../parts/loading';
import { useWords } from '../words/use-words';

/** Shown while the first page is on its way. */
export function Starting() {
  const words = useWords();
  return (
    <main className="starting">
      <h1>{words.app.name}</h1>
      <Loading />
    </main>
  );
}
