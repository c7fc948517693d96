import { Paper } from '@mantine/core';
import type { CommandPreview, RecordDetail } from '#contracts';
import { useWords } from '../app/use-words.js';
import { formatRecordedAt } from '../format/dates.js';
import type { HistoryItem } from './correction.js';

interface PreviewProps {
  readonly preview: CommandPreview;
  readonly record: RecordDetail;
  readonly items: readonly HistoryItem[];
}

/** Before it is confirmed: who was told the wrong thing, and where the record would stand. */
export function Preview({ preview, record, items }: PreviewProps) {
  const { t, word, language } = useWords();
  const { told, state, warnings } = preview;
  const before = record.stage === null ? record.legalStatus : record.stage;
  const after = record.stage === null ? state.legalStatus : state.stage;
  const named = (code: string | null) =>
    code === null ? t('value/unknown') : word(record.stage === null ? 'legalStatus' : 'stage', code);
  const people = told.reduce((sum, { recipients }) => sum + recipients, 0);
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="preview" className="preview">
      <h2 id="preview" className="heading" tabIndex={-1}>
        {t('correct/preview/heading')}
      </h2>
      <h3 className="small-heading">{t('correct/preview/told')}</h3>
      {people === 0 ? (
        <p className="notice-line">{t('correct/preview/nobody')}</p>
      ) : (
        <ul className="notice-list">
          {told
            .filter(({ recipients }) => recipients > 0)
            .map(({ eventId, recipients, byChannel, lastAt }) => (
              <li key={eventId}>
                <strong>{word('event', items.find(({ id }) => id === eventId)?.type ?? '')}</strong>:{' '}
                {t('correct/preview/people', { count: recipients })}
                {' ('}
                {Object.entries(byChannel)
                  .map(
                    ([channel, count]) =>
                      `${t(`correct/channel/${channel}`, { defaultValue: channel })}: ${count}`,
                  )
                  .join(', ')}
                {')'}
                {lastAt !== null &&
                  `, ${t('correct/preview/last', { when: formatRecordedAt(lastAt, language) })}`}
              </li>
            ))}
        </ul>
      )}
      {people > 0 && <p className="dim">{t('correct/preview/correctionGoesOut')}</p>}
      {before !== null && (
        <>
          <h3 className="small-heading">{t('correct/preview/state')}</h3>
          <p className="notice-line">
            {before === after
              ? t('correct/preview/same', { state: named(before) })
              : t('correct/preview/changes', { before: named(before), after: named(after) })}
          </p>
        </>
      )}
      {warnings.length > 0 && (
        <ul className="notice-list">
          {warnings.map(({ code, message }) => (
            <li key={code}>{t(`log/warning/${code}`, { defaultValue: message })}</li>
          ))}
        </ul>
      )}
    </Paper>
  );
}
