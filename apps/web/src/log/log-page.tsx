import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function LogPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('log/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('log/title')}
      </Title>
    </>
  );
}
