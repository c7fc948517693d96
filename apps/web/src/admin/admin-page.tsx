import { Title } from '@mantine/core';
import { useWords } from '../app/use-words.js';

export function AdminPage() {
  const { t } = useWords();
  return (
    <>
      <title>{`${t('admin/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('admin/title')}
      </Title>
    </>
  );
}
