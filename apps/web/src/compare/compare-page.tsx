import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function ComparePage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('compare/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('compare/title')}
      </Title>
    </>
  );
}
