import { useLocation } from 'react-router';
import { KeptLink } from '../../address/kept-link';
import { Page } from '../../parts/page';
import { useWords } from '../../words/use-words';

/** An address that leads nowhere; `because` says more when the page knows what was looked for. */
export function NotFound({ because }: { readonly because?: string }) {
  const words = useWords().elsewhere;
  const { pathname } = useLocation();
  return (
    <Page title={words.notFoundTitle}>
      <p>
        <code>{pathname}</code>
      </p>
      <p>{because ?? words.notFound}</p>
      <KeptLink to="/">{words.toOverview}</KeptLink>
    </Page>
  );
}
