import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function AccountPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('account/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('account/title')}
      </Title>
    </>
  );
}
