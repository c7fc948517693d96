import { Alert, Stack, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { History, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { KINDS, pathOf, RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { pickText } from '../format/text.js';
import { Failed, Loading, NotFound } from '../ui/states.js';
import { CorrectForm } from './correct-form.js';
import '../log/log.css';
import './correct.css';

/** Our record was wrong, not the world: what it says is replaced or taken back, and stays readable. */
export function CorrectPage(): ReactNode {
  const { kind: given, id } = useParams({ from: '/correct/$kind/$id' });
  const { event } = useSearch({ from: '/correct/$kind/$id' });
  const kind = KINDS.find((known) => known === given);
  return kind === undefined ? <NotFound /> : <CorrectRecord key={`${kind}/${id}`} {...{ kind, id, event }} />;
}

function CorrectRecord({ kind, id, event }: { kind: Kind; id: string; event: string | undefined }) {
  const { t, language } = useWords();
  const path = `${pathOf(kind)}/${encodeURIComponent(id)}`;
  const record = useQuery({
    queryKey: ['record', kind, id, 'correct'],
    queryFn: ({ signal }) => api.readNewest<RecordDetail>(path, { signal }),
  });
  const history = useQuery({
    queryKey: ['history', kind, id, 'correct'],
    queryFn: ({ signal }) => api.read<History>(`${path}/history`, { params: { limit: 200 }, signal }),
  });
  const failed = [record, history].find((query) => query.isError && query.data === undefined);
  if (failed !== undefined) return <Failed error={failed.error} onRetry={() => void failed.refetch()} />;
  if (record.data === undefined || history.data === undefined) return <Loading />;
  const title = pickText(record.data.titles, language);
  return (
    <Stack gap="lg" className="log">
      <title>{`${t('correct/title')} · ${t('app/name')}`}</title>
      <header>
        <nav aria-label={t('nav/path')} className="path">
          <Link
            to={RECORD_PAGE[kind]}
            params={{ id: record.data.publicId }}
            className="link"
            lang={title?.language}
          >
            {title?.text}
          </Link>
        </nav>
        <Title order={1} size="h2">
          {t('correct/title')}
        </Title>
      </header>
      <Alert variant="light" color="gray">
        {t('correct/note')}
      </Alert>
      <CorrectForm
        record={record.data}
        items={history.data.items}
        event={event}
        onWritten={() => {
          void record.refetch();
          void history.refetch();
        }}
      />
    </Stack>
  );
}
