import { ActionIcon } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { lazy, useState, type ReactNode } from 'react';
import { withTexts } from '../i18n/index.js';
import { useWords } from '../app/use-words.js';
import { Optional } from '../ui/optional.js';

const SearchDialog = lazy(
  withTexts(async () => ({ default: (await import('./search-dialog.js')).SearchDialog })),
);

/** Opens the search from everywhere: Ctrl-K, Cmd-K, or this button. */
export function SearchButton(): ReactNode {
  const { t } = useWords();
  const [opened, setOpened] = useState(false);
  useHotkeys([['mod+K', () => setOpened(true)]], []);
  return (
    <>
      <ActionIcon
        variant="default"
        size="md"
        aria-label={t('nav/search')}
        title={t('nav/searchHint')}
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpened(true)}
      >
        <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true" fill="none" stroke="currentColor">
          <circle cx="7" cy="7" r="4.5" strokeWidth="1.6" />
          <path d="M10.5 10.5 14 14" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
      </ActionIcon>
      {opened && (
        <Optional>
          <SearchDialog onClose={() => setOpened(false)} />
        </Optional>
      )}
    </>
  );
}
