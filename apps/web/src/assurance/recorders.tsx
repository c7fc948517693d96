import { useQuery } from '@tanstack/react-query';
import type { RecorderList } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatDecimal } from '../format/numbers.js';
import { Failed, Loading } from '../ui/states.js';
import { periodOf, type Days } from './period.js';
import { Rows } from './rows.js';
import { usePeople } from './use-people.js';

/** Who recorded how much in a period, and how much of it did not stand. */
export function Recorders({ days }: { readonly days: Days }) {
  const { t, language } = useWords();
  const { naming } = usePeople();
  const { data, error, refetch } = useQuery({
    queryKey: ['assurance', 'recorders', days],
    queryFn: ({ signal }) =>
      api.read<RecorderList>('/quality/recorders', {
        params: periodOf(days),
        signal,
      }),
  });
  return (
    <div className="assurance-people">
      <h3 className="heading">{t('assurance/recorders/heading')}</h3>
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
