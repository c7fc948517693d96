// NOTE FROM THE LEAD (do not commit): this page is being built by another engineer on branch `assurance` since 21:30. Leave it and its spec. You do: account, admin, approvals.
import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function AssurancePage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('assurance/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('assurance/title')}
      </Title>
    </>
  );
}
