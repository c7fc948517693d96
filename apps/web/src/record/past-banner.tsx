import { Alert, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RecordAsOf } from '#contracts';
import { RECORD_PAGE } from '../app/kinds.js';
import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import type { Moment } from './use-history.js';

/** Which past is shown, what it rests on, and how to return. */
export function PastBanner({ asOf, moment }: { readonly asOf: RecordAsOf; readonly moment: Moment }) {
  const { t, language } = useWords();
  const { knownAt, validAt } = moment;
  const { version, recordedAt, uncertain } = asOf;
  return (
    <Alert color="orange" variant="light" mt="sm" className="past-banner" title={t('record/past/title')}>
      {knownAt !== undefined && (
        <Text size="sm">
          {/^\d+$/.test(knownAt)
            ? t('record/past/knownAtPosition', { position: knownAt })
            : t('record/past/knownAtTime', { time: formatRecordedAt(knownAt, language) })}
        </Text>
      )}
      {validAt !== undefined && (
        <Text size="sm">{t('record/past/validAt', { day: formatPartialDate(validAt, language) })}</Text>
      )}
      {uncertain.length > 0 && (
        <Text size="sm">{t('record/past/uncertain', { count: uncertain.length })}</Text>
      )}
      <Text size="sm">
        {t('record/past/restsOn', { version, time: formatRecordedAt(recordedAt, language) })}{' '}
        {knownAt !== undefined && t('record/past/forEver')}
      </Text>
      <Link to={RECORD_PAGE[asOf.aggregate]} params={{ id: asOf.publicId }} className="link">
        {t('record/past/toNow')}
      </Link>
    </Alert>
  );
}
