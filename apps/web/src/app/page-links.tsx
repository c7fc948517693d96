import { Link } from '@tanstack/react-router';
import { lazy, type ReactNode } from 'react';
import { withTexts } from '../i18n/index.js';
import { Optional } from '../ui/optional.js';
import { PAGES, type PageName } from './pages.js';
import { useWords } from './use-words.js';

const UnreadBadge = lazy(
  withTexts(async () => ({ default: (await import('../updates/unread-badge.js')).UnreadBadge })),
);

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
      {t(`nav/pages/${page}`)}
      {page === 'updates' && (
        <Optional>
          <UnreadBadge />
        </Optional>
      )}
    </Link>
  ));
}
