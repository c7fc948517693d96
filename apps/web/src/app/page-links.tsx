import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PAGES, type PageName } from './pages.js';
import { useWords } from './use-words.js';

const titleKey = (page: PageName): string => (page === 'portfolio' ? 'nav/portfolio' : `${page}/title`);

/** The pages of a menu. */
export function PageLinks({ pages }: { pages: readonly PageName[] }): ReactNode {
  const { t } = useWords();
  return pages.map((page) => (
    <Link
      key={page}
      to={PAGES[page].path}
      className="tab"
      activeOptions={{ exact: page === 'portfolio', includeSearch: false }}
      activeProps={{ 'aria-current': 'page' }}
    >
      {t(titleKey(page))}
    </Link>
  ));
}
