import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { FindingPage, RecordDetail } from '#contracts';
import { api } from '../app/api.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate } from '../format/dates.js';

const MARKS = { error: '✕', warning: '!', note: 'i' } as const;

/** What is doubtful or missing about the record. Nothing is shown where nothing was found. */
export function Quality({ record }: { record: RecordDetail }) {
  const { t, language } = useWords();
  const findings = useQuery({
    queryKey: ['quality', record.id],
    queryFn: ({ signal }) =>
      api.read<FindingPage>('/quality', { params: { record: record.id, limit: 200 }, signal }),
  });
  const items = findings.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="quality">
      <h2 id="quality" className="heading">
        {t('record/quality/heading')}
      </h2>
      <Text size="sm">{t('record/quality/note')}</Text>
      <ul className="findings">
        {items.map(({ check, severity, subject, since }) => (
          <li key={`${check} ${subject}`} className={`finding finding-${severity}`}>
            <span className="finding-mark" aria-hidden="true">
              {MARKS[severity]}
            </span>
            <span>
              <span className="unseen">{t(`record/quality/severity/${severity}`)}: </span>
              {t(`record/quality/check/${check}`)}
              {since !== null && (
                <span className="dim">
                  {' '}
                  · {t('record/quality/since', { day: formatPartialDate(since, language) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
