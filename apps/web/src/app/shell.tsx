import {
  ActionIcon,
  Badge,
  Burger,
  Button,
  Group,
  NativeSelect,
  Text,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link, Navigate, Outlet, useLocation, useRouter } from '@tanstack/react-router';
import { lazy, useEffect, useRef, useState, type ReactNode } from 'react';
import type { Language } from '#domain';
import { chooseLanguage, LANGUAGES } from '../i18n/index.js';
import { useCatchUp } from '../live/catch-up.js';
import { useConnection } from '../live/use-live.js';
import { Optional } from '../ui/optional.js';
import { basePath } from './api.js';
import { PageLinks } from './page-links.js';
import { SearchButton } from '../search/search-button.js';
import { menuOf } from './pages.js';
import { SignedOut } from './signed-out.js';
import { useSession, useSessionInDoubt } from './use-session.js';
import { useWords } from './use-words.js';

// Few need them at once, and they bring much with them.
const MenuDrawer = lazy(async () => ({ default: (await import('./menu-drawer.js')).MenuDrawer }));
const IdentityMenu = lazy(async () => ({ default: (await import('./identity-menu.js')).IdentityMenu }));

const COLOURS = { open: 'teal', behind: 'yellow', connecting: 'gray', waiting: 'orange' } as const;
const NAMES: Record<Language, string> = { en: 'English', kk: 'Қазақша', ru: 'Русский', zh: '中文' };

/** Header, menu, content, footer. */
export function Shell(): ReactNode {
  const { t } = useWords();
  const { role } = useSession();
  useCatchUp();
  useSessionInDoubt();
  const [opened, { toggle, close }] = useDisclosure(false);
  const [asked, setAsked] = useState(false);
  const menu = menuOf(role);
  return (
    <>
      <a className="skip" href="#content">
        {t('nav/skip')}
      </a>
      <header className="bar">
        <div className="bar-inner">
          <Group gap="xs" wrap="nowrap">
            <Burger
              className="burger"
              size="sm"
              opened={opened}
              onClick={() => {
                setAsked(true);
                toggle();
              }}
              aria-label={t('nav/menu')}
              aria-expanded={opened}
            />
            <Link to="/" className="brand">
              {t('app/name')}
            </Link>
          </Group>
          <Group gap="xs" wrap="nowrap" className="bar-tools">
            <SearchButton />
            <LiveBadge />
            <LanguageSwitch />
            <ThemeSwitch />
            <Identity />
          </Group>
        </div>
        <nav className="tabs" aria-label={t('nav/main')}>
          <PageLinks pages={menu} />
        </nav>
        <SignedOut />
      </header>
      {asked && (
        <Optional>
          <MenuDrawer opened={opened} onClose={close} pages={menu} />
        </Optional>
      )}
      <Main />
      <footer className="foot">
        <Text size="sm">{t('app/tagline')}</Text>
        <a className="link" href={`${basePath}api/docs`}>
          {t('nav/openData')}
        </a>
      </footer>
    </>
  );
}

/** Whoever goes to another page reads on from there, not from what is left of the page before. */
function Main() {
  const main = useRef<HTMLElement>(null);
  const router = useRouter();
  useEffect(
    () =>
      router.subscribe('onRendered', ({ fromLocation, pathChanged }) => {
        const place = main.current;
        if (place === null || fromLocation === undefined || !pathChanged) return;
        if (!place.contains(document.activeElement)) place.focus({ preventScroll: true });
      }),
    [router],
  );
  return (
    <main id="content" className="content" tabIndex={-1} ref={main}>
      <Content />
    </main>
  );
}

/** Whoever still lacks the second proof that the role asks for is led to set it up: all else is refused. */
function Content() {
  const { session } = useSession();
  const { pathname } = useLocation();
  const mustSetUp = session?.secondFactor === 'required' && pathname !== '/account';
  return mustSetUp ? <Navigate to="/account" replace /> : <Outlet />;
}

/** Who is signed in. */
function Identity() {
  const { t } = useWords();
  const { session } = useSession();
  if (session === undefined) return null;
  if (session.user === null) {
    return (
      <Button component={Link} to="/sign-in" size="xs" variant="default">
        {t('nav/signIn')}
      </Button>
    );
  }
  const { name } = session.user;
  const waiting = (
    <Button size="xs" variant="default" disabled>
      {name}
    </Button>
  );
  return (
    <Optional instead={waiting}>
      <IdentityMenu name={name} />
    </Optional>
  );
}

function LiveBadge() {
  const { t } = useWords();
  const connection = useConnection();
  return (
    <Badge
      variant="dot"
      color={COLOURS[connection]}
      className="live"
      title={t(`live/${connection}Hint`)}
      role="status"
      aria-label={`${t('live/label')}: ${t(`live/${connection}`)}`}
    >
      <span className="live-word">{t(`live/${connection}`)}</span>
    </Badge>
  );
}

function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <NativeSelect
      size="xs"
      className="language"
      aria-label={t('language/label')}
      value={language}
      data={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
      onChange={(event) => void chooseLanguage(event.currentTarget.value as Language)}
    />
  );
}

function ThemeSwitch() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const dark =
    colorScheme === 'dark' || (colorScheme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  return (
    <ActionIcon
      variant="default"
      size="md"
      aria-label={t(dark ? 'theme/toLight' : 'theme/toDark')}
      onClick={() => setColorScheme(dark ? 'light' : 'dark')}
    >
      <span aria-hidden="true">{dark ? '☀' : '☾'}</span>
    </ActionIcon>
  );
}
