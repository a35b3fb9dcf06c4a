import type { TargetDocumentAnswer } from '@budget/contracts';
import { Section } from '../../parts/section';
import { inLanguage } from '../../words/in-language';
import { useLanguage, useWords } from '../../words/use-words';
import type { Words } from '../../words/words';

type Row = TargetDocumentAnswer['notUnderstood'][number];

/** Nothing of a document is passed over in silence: what could not be read is listed with its place. */
export function NotUnderstood({ rows }: { readonly rows: readonly Row[] }) {
  const words = useWords();
  const language = useLanguage();
  return (
    <Section title={words.documents.notUnderstood}>
      {rows.length === 0 ? (
        <p className="soft">{words.documents.notUnderstoodNone}</p>
      ) : (
        <details open={rows.length <= 10}>
          <summary>{words.documents.findingCount(rows.length)}</summary>
          <ul>
            {rows.map(({ place, text, message }, at) => (
              <li key={at}>
                <span className="soft">{placeText(place, words)}</span> <q lang="zh-CN">{text}</q> {inLanguage(message, language)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}

const placeText = ({ line, page, sheet, cell }: Row['place'], { documents: { place } }: Words): string =>
  [line === undefined ? null : place.line(line), page === undefined ? null : place.page(page), sheet, cell].filter(Boolean).join(' ');
