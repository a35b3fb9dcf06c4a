import { KeptLink } from '../../address/kept-link';
import { Empty } from '../../parts/empty';
import { may } from '../../session/permissions';
import { useSession } from '../../session/use-session';
import { useWords } from '../../words/use-words';

/** An empty store: offers the import to those who may, tells the others whom to ask. `otherwise`: a chosen year or moment without projects. */
export function NoProjects({ otherwise }: { readonly otherwise: boolean }) {
  const words = useWords().overview;
  const user = useSession()?.user;
  const mayImport = user !== undefined && may(user, 'importTargets');
  if (otherwise) return <Empty title={words.emptyOther}>{words.emptyOtherNext}</Empty>;
  return (
    <Empty title={words.emptyTitle}>
      <p>{mayImport ? words.emptyImport : words.emptyAsk}</p>
      {mayImport ? (
        <KeptLink to="/documents" className="button-link">
          {words.emptyImportLink}
        </KeptLink>
      ) : null}
    </Empty>
  );
}
