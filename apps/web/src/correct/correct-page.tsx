import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function CorrectPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('correct/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('correct/title')}
      </Title>
    </>
  );
}
