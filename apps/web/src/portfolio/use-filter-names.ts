import { useWords } from '../app/use-words.js';
import { formatRegion } from '../format/places.js';

/** What the keys of the groups are called that the portfolio is filtered by. */
export function useFilterNames() {
  const { t, word, language } = useWords();
  return {
    stage: (key: string) => word('stage', key),
    sector: (key: string) => word('sector', key),
    region: (key: string) =>
      key === 'unknown' ? t('portfolio/filters/unknownRegion') : formatRegion(key, language),
    party: (key: string) => key,
  };
}
