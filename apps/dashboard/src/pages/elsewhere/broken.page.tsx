import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { Page } from '../../parts/page';
import { useWords } from '../../words/use-words';

/** Stands in for a page that failed, and shows what the program said. */
export function Broken() {
  const words = useWords();
  const failure = useRouteError();
  return (
    <Page title={words.elsewhere.brokenTitle}>
      <p>{words.elsewhere.broken}</p>
      <pre className="problem-code">{failure instanceof Error ? `${failure.name}: ${failure.message}` : String(failure)}</pre>
      <Button type="primary" onClick={() => window.location.reload()}>
        {words.elsewhere.reload}
      </Button>
    </Page>
  );
}
