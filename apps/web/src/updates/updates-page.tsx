import './updates.css';
import { Stack, Text, Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';
import { useLiveChanges } from '../live/use-live.js';
import { Deliveries } from './deliveries.js';
import { Follows } from './follows.js';
import { Inbox } from './inbox.js';
import { Settings } from './settings.js';

/** What came, what one follows, how one is told, and what became of it. */
export function UpdatesPage() {
  const { t } = useWords();
  useLiveChanges();
  return (
    <Stack gap="xl">
      <title>{`${t('updates/title')} · ${t('app/name')}`}</title>
      <header>
        <Title order={1} size="h2">
          {t('updates/title')}
        </Title>
        <Text c="dimmed">{t('updates/intro')}</Text>
      </header>
      <Inbox />
      <Follows />
      <Settings />
      <Deliveries />
    </Stack>
  );
}
