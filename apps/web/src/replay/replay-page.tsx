import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function ReplayPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('replay/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('replay/title')}
      </Title>
    </>
  );
}
