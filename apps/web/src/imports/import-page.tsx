import { Stack, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { Batch } from './batch.js';
import { Batches } from './batches.js';
import { NewImport } from './new-import.js';
import '../log/log.css';
import './imports.css';

/** A table becomes records: first what would become of each row, then the import, and the way back. */
export function ImportPage() {
  const { t } = useWords();
  const { role } = useSession();
  const { batch: chosen } = useSearch({ from: '/import' });
  const navigate = useNavigate({ from: '/import' });
  const choose = (batch: string) => void navigate({ search: { batch }, resetScroll: false });
  return (
    <Stack gap="xl">
      <title>{`${t('imports/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('imports/title')}
      </Title>
      {role !== 'auditor' && <NewImport onBatch={choose} />}
      {chosen !== undefined && <Batch key={chosen} id={chosen} mayChange={role !== 'auditor'} />}
      <Batches chosen={chosen} onChoose={choose} />
    </Stack>
  );
}
