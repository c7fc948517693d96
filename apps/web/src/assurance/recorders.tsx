import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { RecorderList } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { endOfDay, startOfDay } from '../format/day-bounds.js';
import { formatDecimal } from '../format/numbers.js';
import { Failed, Loading } from '../ui/states.js';
import { Rows } from './rows.js';
import { usePeople } from './use-people.js';

/** Who recorded how much in a period, and how much of it did not stand. */
export function Recorders() {
  const { t, language } = useWords();
  const { naming } = usePeople();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const { data, error, refetch } = useQuery({
    queryKey: ['assurance', 'recorders', from, to],
    queryFn: ({ signal }) =>
      api.read<RecorderList>('/quality/recorders', {
        params: {
          from: from === '' ? undefined : startOfDay(from),
          to: to === '' ? undefined : endOfDay(to),
        },
        signal,
      }),
  });
  return (
    <div className="assurance-people">
      <h3 className="heading">{t('assurance/recorders/heading')}</h3>
      <div className="assurance-filters">
        <TextInput
          type="date"
          label={t('assurance/recorders/from')}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={t('assurance/recorders/to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
      </div>
      {data === undefined && error === null && <Loading />}
      {data === undefined && error !== null && <Failed error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <Rows
          label={t('assurance/recorders/heading')}
          empty={t('assurance/empty')}
          items={data.items}
          keyOf={({ by }) => by.id}
          columns={[
            { name: t('assurance/column/who'), cell: ({ by }) => naming(by) },
            { name: t('assurance/recorders/recorded'), number: true, cell: ({ recorded }) => recorded },
            { name: t('assurance/recorders/corrected'), number: true, cell: ({ corrected }) => corrected },
            { name: t('assurance/recorders/retracted'), number: true, cell: ({ retracted }) => retracted },
            {
              name: t('assurance/recorders/rate'),
              number: true,
              cell: ({ rate }) => `${formatDecimal((rate * 100).toFixed(1), language)} %`,
            },
          ]}
        />
      )}
    </div>
  );
}
