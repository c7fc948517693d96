import { Stack, Title } from '@mantine/core';
import { useState } from 'react';
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
  const [chosen, setChosen] = useState<string>();
  return (
    <Stack gap="xl">
      <title>{`${t('imports/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('imports/title')}
      </Title>
      {role !== 'auditor' && <NewImport onBatch={setChosen} />}
      {chosen !== undefined && <Batch key={chosen} id={chosen} mayUndo={role !== 'auditor'} />}
      <Batches chosen={chosen} onChoose={setChosen} />
    </Stack>
  );
}
