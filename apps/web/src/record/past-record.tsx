import { Alert, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { RecordAsOf } from '#contracts';
import { ApiProblem } from '../api/problem.js';
import { api } from '../app/api.js';
import { pathOf, RECORD_PAGE, type Kind } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import { Failed, Loading, NotFound } from '../ui/states.js';
import { RecordTitle } from './record-title.js';
import { useSaid } from './said/use-said.js';
import { Timeline } from './timeline.js';
import { milestoneCodesOf, useHistory, type Moment } from './use-history.js';

interface PastProps {
  readonly kind: Kind;
  readonly id: string;
  readonly moment: Moment;
}

/** The record as it was known at a moment, of a day. What is past does not change: neither does this page. */
export function PastRecord({ kind, id, moment }: PastProps) {
  const { knownAt, validAt } = moment;
  const record = useQuery({
    queryKey: ['as-of', kind, id, knownAt, validAt],
    queryFn: ({ signal }) =>
      api.read<RecordAsOf>(`${pathOf(kind)}/${encodeURIComponent(id)}/as-of`, {
        params: { knownAt, validAt },
        signal,
      }),
  });
  if (record.data !== undefined) return <Past record={record.data} moment={moment} />;
  if (record.isPending) return <Loading />;
  if (record.error instanceof ApiProblem && record.error.status === 404) return <NotFound />;
  return <Failed error={record.error} onRetry={() => void record.refetch()} />;
}

function Past({ record, moment }: { record: RecordAsOf; moment: Moment }) {
  const { t } = useWords();
  const { aggregate, id, publicId, fields } = record;
  const { items } = useHistory(aggregate, id, moment);
  const said = useSaid(milestoneCodesOf(items));
  return (
    <Stack gap="xl" className="record">
      <header>
        <RecordTitle kind={aggregate} publicId={publicId} titles={fields['titles'] ?? {}} />
        <PastBanner record={record} moment={moment} />
      </header>
      <section aria-labelledby="fields">
        <h2 id="fields" className="heading">
          {t('record/past/heading')}
        </h2>
        <dl className="facts">
          {Object.entries(fields)
            .filter(([field, value]) => !isPlain(field, value))
            .map(([field, value]) => (
              <div key={field}>
                <dt>{said.nameOf(field)}</dt>
                <dd>{said.textOf(field, value)}</dd>
              </div>
            ))}
        </dl>
        {record.uncertain.length > 0 && (
          <Text size="sm" mt="xs">
            {t('record/past/uncertain', { count: record.uncertain.length })}
          </Text>
        )}
      </section>
      <Timeline kind={aggregate} id={id} publicId={publicId} moment={moment} />
    </Stack>
  );
}

function PastBanner({ record, moment: { knownAt, validAt } }: { record: RecordAsOf; moment: Moment }) {
  const { t, language } = useWords();
  const isPosition = knownAt !== undefined && /^\d+$/.test(knownAt);
  return (
    <Alert color="orange" variant="light" mt="sm" className="past-banner" title={t('record/past/title')}>
      {knownAt !== undefined && (
        <Text size="sm">
          {isPosition
            ? t('record/past/knownAtPosition', { position: knownAt })
            : t('record/past/knownAtTime', { time: formatRecordedAt(knownAt, language) })}
        </Text>
      )}
      {validAt !== undefined && (
        <Text size="sm">{t('record/past/validAt', { day: formatPartialDate(validAt, language) })}</Text>
      )}
      <Text size="sm">
        {t('record/past/restsOn', {
          version: record.version,
          time: formatRecordedAt(record.recordedAt, language),
        })}
      </Text>
      <Link to={RECORD_PAGE[record.aggregate]} params={{ id: record.publicId }} className="link">
        {t('record/past/toNow')}
      </Link>
    </Alert>
  );
}

/** What goes without saying: a record is registered, and neither voided nor merged. */
export const isPlain = (field: string, value: unknown): boolean =>
  (field === 'registered' && value === true) ||
  (field === 'voided' && value === false) ||
  (field === 'mergedInto' && value === null) ||
  field === 'titles';
