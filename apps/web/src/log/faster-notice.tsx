import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { History, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { pathOf } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';

interface FasterNoticeProps {
  readonly record: RecordDetail;
  /** Version that the form was filled in for. */
  readonly since: number;
  /** Told once the changes are shown: from then on the newest version counts as seen. */
  readonly onSeen?: (() => void) | undefined;
}

/** Somebody was faster: what they recorded meanwhile. The form stays as it is. */
export function FasterNotice({ record, since, onSeen }: FasterNoticeProps) {
  const { t, word, language } = useWords();
  const from = useRef(since);
  const news = useQuery({
    queryKey: ['history', record.aggregate, record.id, 'after', from.current],
    queryFn: ({ signal }) =>
      api.read<History>(`${pathOf(record.aggregate)}/${record.id}/history`, {
        params: { after: from.current, limit: 50 },
        signal,
      }),
    staleTime: 0,
  });
  const seen = useRef(onSeen);
  const shown = news.data !== undefined;
  useEffect(() => {
    if (shown) seen.current?.();
  }, [shown]);
  return (
    <Alert color="orange" variant="light" role="alert" title={t('log/faster/title')}>
      <p className="notice-line">{t('log/faster/text')}</p>
      <ul className="notice-list">
        {news.data?.items.map(({ id, type, occurredOn, recordedAt }) => (
          <li key={id}>
            <strong>{word('event', type)}</strong>
            {', '}
            {occurredOn === null ? t('value/undated') : formatPartialDate(occurredOn.edtf, language)}{' '}
            <span className="dim">
              ({t('record/timeline/recorded')}: {formatRecordedAt(recordedAt, language)})
            </span>
          </li>
        ))}
      </ul>
    </Alert>
  );
}
