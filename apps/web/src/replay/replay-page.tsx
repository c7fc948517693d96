import './replay.css';
import { Stack, Title } from '@mantine/core';
import { useSearch } from '@tanstack/react-router';
import { KINDS } from '../app/kinds.js';
import { useSession } from '../app/use-session.js';
import { useWords } from '../app/use-words.js';
import { useLiveChanges } from '../live/use-live.js';
import { Loading } from '../ui/states.js';
import { ChooseRecord } from './choose-record.js';
import { LogReplay } from './log-replay.js';
import { RecordReplay } from './record-replay.js';

/** The history of one record, or for auditors of the whole log, step by step. */
export function ReplayPage() {
  const { t } = useWords();
  const { record = '', position } = useSearch({ strict: false });
  const { session, role } = useSession();
  const [name, id = ''] = record.split('/');
  const kind = KINDS.find((known) => known === name);
  useLiveChanges();
  return (
    <Stack gap="lg" className="replay">
      <title>{`${t('replay/title')} · ${t('app/name')}`}</title>
      <Title order={1} size="h2">
        {t('replay/title')}
      </Title>
      {session === undefined && <Loading />}
      {kind !== undefined && id !== '' ? (
        <RecordReplay key={record} kind={kind} id={id} given={position} />
      ) : (
        session !== undefined && (
          <>
            {role === 'auditor' && <LogReplay given={position} />}
            <ChooseRecord />
          </>
        )
      )}
    </Stack>
  );
}
