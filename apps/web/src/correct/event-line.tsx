import { useWords } from '../app/use-words.js';
import { formatPartialDate, formatRecordedAt } from '../format/dates.js';
import type { HistoryItem } from './correction.js';
import { isRetracted } from '../record/entries.js';

/** An event in one line, on both clocks. */
export function EventLine({ item }: { item: HistoryItem }) {
  const { t, word, language } = useWords();
  const { type, occurredOn, recordedAt, data } = item;
  const group = type === 'ClassificationSet' ? 'sector' : 'milestone';
  const code = typeof data['code'] === 'string' ? word(group, data['code']) : '';
  return (
    <span className="event-line">
      <strong>
        {isRetracted(item) ? <s>{word('event', type)}</s> : word('event', type)}
        {code !== '' && `: ${code}`}
      </strong>
      {', '}
      {occurredOn === null ? (
        <span className="unknown">{t('value/undated')}</span>
      ) : (
        formatPartialDate(occurredOn.edtf, language)
      )}
      <span className="dim line">
        {t('record/timeline/recorded')} {formatRecordedAt(recordedAt, language)}
        {item.amendedBy.length > 0 &&
          ` · ${t(`record/timeline/${isRetracted(item) ? 'retracted' : 'corrected'}`)}`}
      </span>
    </span>
  );
}
