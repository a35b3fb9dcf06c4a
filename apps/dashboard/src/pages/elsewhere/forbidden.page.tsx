import { KeptLink } from '../../address/kept-link';
import { Page } from '../../parts/page';
import { useWords } from '../../words/use-words';

export function Forbidden() {
  const words = useWords();
  return (
    <Page title={words.elsewhere.forbiddenTitle}>
      <p>{words.elsewhere.forbidden}</p>
      <KeptLink to="/">{words.elsewhere.toOverview}</KeptLink>
    </Page>
  );
}
