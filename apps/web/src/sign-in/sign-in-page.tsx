import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function SignInPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('signIn/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('signIn/title')}
      </Title>
    </>
  );
}
