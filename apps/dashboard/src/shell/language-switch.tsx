import { Link, useLocation, useSearchParams } from 'react-router';
import { changedParams } from '../address/address';
import { useLanguage, useWords } from '../words/use-words';

/** The same page in the other language. */
export function LanguageSwitch() {
  const words = useWords();
  const language = useLanguage();
  const [search] = useSearchParams();
  const { pathname, hash } = useLocation();
  const cursor = search.get('cursor') ?? undefined;
  const other = changedParams(search, { lang: language === 'en' ? undefined : 'en', cursor });
  return (
    <Link to={{ pathname, search: other.toString(), hash }} lang={language === 'en' ? 'zh-CN' : 'en'} className="quiet-link">
      {words.app.language}
    </Link>
  );
}
