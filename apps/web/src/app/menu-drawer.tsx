import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFocusBack } from '../ui/use-focus-back.js';
import { PageLinks } from './page-links.js';
import type { PageName } from './pages.js';
import { useWords } from './use-words.js';

interface MenuDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly pages: readonly PageName[];
}

/** The menu on narrow screens; fetched when it is first opened. */
export function MenuDrawer({ opened, onClose, pages }: MenuDrawerProps): ReactNode {
  const { t } = useWords();
  return (
    <Drawer
      {...{ opened, onClose }}
      title={t('nav/menu')}
      size="xs"
      className="drawer"
      closeButtonProps={{ 'aria-label': t('nav/closeMenu') }}
    >
      <DrawerLinks onClose={onClose} pages={pages} />
    </Drawer>
  );
}

function DrawerLinks({ onClose, pages }: Omit<MenuDrawerProps, 'opened'>) {
  const { t } = useWords();
  useFocusBack();
  return (
    <nav aria-label={t('nav/main')} className="drawer-links" onClick={onClose}>
      <PageLinks pages={pages} />
    </nav>
  );
}
