import { ActionIcon, Badge, Group, NativeSelect, Text, useMantineColorScheme } from '@mantine/core';
import { Link, Outlet } from '@tanstack/react-router';
import type { Language } from '#domain';
import { chooseLanguage, LANGUAGES } from '../i18n/index.js';
import { useConnection } from '../live/use-live.js';
import { basePath } from './api.js';
import { useWords } from './use-words.js';

const COLOURS = { open: 'teal', connecting: 'gray', waiting: 'orange' } as const;
const NAMES: Record<Language, string> = { en: 'English', kk: 'Қазақша', ru: 'Русский', zh: '中文' };

/** Header, content, footer. */
export function Shell() {
  const { t } = useWords();
  return (
    <>
      <a className="skip" href="#content">
        {t('nav/skip')}
      </a>
      <header className="bar">
        <div className="bar-inner">
          <Link to="/" className="brand">
            {t('app/name')}
          </Link>
          <Group gap="xs" wrap="nowrap">
            <LiveBadge />
            <LanguageSwitch />
            <ThemeSwitch />
          </Group>
        </div>
      </header>
      <main id="content" className="content" tabIndex={-1}>
        <Outlet />
      </main>
      <footer className="foot">
        <Text size="sm">{t('app/tagline')}</Text>
        <a className="link" href={`${basePath}api/docs`}>
          {t('nav/openData')}
        </a>
      </footer>
    </>
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
      {t(`live/${connection}`)}
    </Badge>
  );
}

function LanguageSwitch() {
  const { t, language } = useWords();
  return (
    <NativeSelect
      size="xs"
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
