import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function ApprovalsPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('approvals/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('approvals/title')}
      </Title>
    </>
  );
}
