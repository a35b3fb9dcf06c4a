import { useSearchParams } from 'react-router';
import { languageOf, wordsIn, type Language, type Words } from './words';

export function useLanguage(): Language {
  const [search] = useSearchParams();
  return languageOf(search);
}

export const useWords = (): Words => wordsIn(useLanguage());
