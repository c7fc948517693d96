import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function ImportPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('imports/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('imports/title')}
      </Title>
    </>
  );
}
