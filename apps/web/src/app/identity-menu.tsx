import { Button, Menu } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Session } from '#contracts';
import { api } from './api.js';
import { useSession } from './use-session.js';
import { useWords } from './use-words.js';

/** What concerns the person who is signed in alone; fetched for those who are. */
export function IdentityMenu({ name }: { name: string }): ReactNode {
  const { t } = useWords();
  const { replace } = useSession();
  const navigate = useNavigate();
  const signOut = async () => {
    await replace(await api.send<Session>('/session', { method: 'DELETE' }));
    await navigate({ to: '/' });
  };
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button size="xs" variant="default" className="identity" title={name}>
          <span className="identity-name">{name}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account">
          {t('nav/account')}
        </Menu.Item>
        <Menu.Item onClick={() => void signOut()}>{t('nav/signOut')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
