import { Paper, Progress } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportBatch } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import { Failed, Loading } from '../ui/states.js';
import { Rows } from './rows.js';
import { Stop } from './stop.js';
import { TakeBack } from './take-back.js';

const MOVING = ['running', 'retracting'];
const OFTEN = 700;

/** How far a batch is, what became of each row, and the way back. */
export function Batch({ id, mayChange }: { id: string; mayChange: boolean }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const batch = useQuery({
    queryKey: ['imports', 'batch', id],
    queryFn: ({ signal }) => api.read<ImportBatch>(`/imports/${id}`, { signal }),
    refetchInterval: ({ state: { data } }) =>
      data === undefined || MOVING.includes(data.state) ? OFTEN : false,
  });
  const state = batch.data?.state;
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = state !== undefined;
  useEffect(() => {
    if (shown) heading.current?.focus();
  }, [shown]);
  useEffect(() => {
    if (state !== undefined && !MOVING.includes(state))
      void client.invalidateQueries({ queryKey: ['imports'] });
  }, [client, state]);
  if (batch.isPending) return <Loading />;
  if (batch.data === undefined) return <Failed error={batch.error} onRetry={() => void batch.refetch()} />;
  const { fileName, kind, dryRun, rows, done, verdicts, startedAt, retraction } = batch.data;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="batch">
      <h2 id="batch" className="heading" tabIndex={-1} ref={heading}>
        {t(dryRun ? 'imports/dryRunOf' : 'imports/importOf', { file: fileName })}
      </h2>
      <p className="dim">
        {t(`imports/kinds/${kind}`)} · {formatRecordedAt(startedAt, language)}
      </p>
      <p role="status">
        <strong>{t(`imports/state/${batch.data.state}`)}</strong>, {t('imports/progress', { done, rows })}
        {retraction !== null && `. ${t('imports/takenBack', { ...retraction })}`}
      </p>
      {MOVING.includes(batch.data.state) && (
        <>
          <Progress.Root size="md">
            <Progress.Section
              value={rows === 0 ? 100 : (100 * done) / rows}
              aria-label={t('imports/progressLabel')}
            />
          </Progress.Root>
          <p className="dim">{t('queues/hint/imports')}</p>
          {mayChange && batch.data.state === 'running' && <Stop id={id} />}
        </>
      )}
      {batch.data.state === 'interrupted' && <p>{t('imports/interruptedHint')}</p>}
      <dl className="verdicts">
        {(['accepted', 'duplicate', 'rejected'] as const).map((verdict) => (
          <div key={verdict} className={`verdict-${verdict}`}>
            <dt>{t(`imports/verdict/${verdict}`)}</dt>
            <dd className="number">{verdicts[verdict]}</dd>
          </div>
        ))}
      </dl>
      <Rows id={id} done={done} state={batch.data.state} />
      {mayChange &&
        !dryRun &&
        verdicts.accepted > 0 &&
        ['done', 'interrupted'].includes(batch.data.state) && <TakeBack id={id} />}
    </Paper>
  );
}
