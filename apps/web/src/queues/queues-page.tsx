import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function QueuesPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('queues/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('queues/title')}
      </Title>
    </>
  );
}
