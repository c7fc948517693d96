// NOTE FROM THE LEAD (do not commit): this page is being built by another engineer on branch `updates` since 21:30. Leave it and its spec. You do: account, admin, approvals.
import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function UpdatesPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('updates/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('updates/title')}
      </Title>
    </>
  );
}
